# More children than people: a warning, for a source may say so.
# finds: shape:Figure-part-size at :s04-f2

DELETE WHERE { :s04-f1 rpt:lower ?lower } ;
INSERT DATA { :s04-f1 rpt:point 5 }
