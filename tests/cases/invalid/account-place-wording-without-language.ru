# Words of the text without its language.
# finds: shape:Account-placeWording at :s13-a

DELETE WHERE { :s13-a rpt:placeWording ?wording } ;
INSERT DATA { :s13-a rpt:placeWording "in the rural districts" }
