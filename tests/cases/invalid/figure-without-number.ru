# A figure without a number.
# finds: shape:Figure-value at :s16-f1

DELETE WHERE { :s16-f1 rpt:point ?point }
