# At least 11, at most 10.
# finds: shape:Figure-lower at :s04-f2

DELETE WHERE { :s04-f2 rpt:lower ?lower } ;
INSERT DATA { :s04-f2 rpt:lower 11 }
