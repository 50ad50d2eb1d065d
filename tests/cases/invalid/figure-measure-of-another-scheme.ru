# A population where a measure is meant.
# finds: shape:Figure-measure at :s16-f1

DELETE WHERE { :s16-f1 rpt:measure ?measure } ;
INSERT DATA { :s16-f1 rpt:measure kind:people }
