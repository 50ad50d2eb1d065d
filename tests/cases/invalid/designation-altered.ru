# A word of which one letter was changed.
# finds: shape:Designation-digest at :s01-d1

DELETE WHERE { :s01-d1 rpt:wording ?wording } ;
INSERT DATA { :s01-d1 rpt:wording "Joint airstrikes"@en }
