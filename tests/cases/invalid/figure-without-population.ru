# 400 of whom?
# finds: shape:Figure-population at :s01-f1

DELETE WHERE { :s01-f1 rpt:population ?population }
