# Approximately 200, but at most 150.
# finds: shape:Figure-point at :s16-f1

INSERT DATA { :s16-f1 rpt:upper 150 }
