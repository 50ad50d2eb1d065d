# Approximately 200, but at least 250.
# finds: shape:Figure-lower at :s16-f1

INSERT DATA { :s16-f1 rpt:lower 250 }
