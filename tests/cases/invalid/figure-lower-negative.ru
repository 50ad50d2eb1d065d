# Fewer than none.
# finds: shape:Figure-lower at :s01-f1

DELETE WHERE { :s01-f1 rpt:lower ?lower } ;
INSERT DATA { :s01-f1 rpt:lower -400 }
