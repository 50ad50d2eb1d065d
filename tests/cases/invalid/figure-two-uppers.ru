# Two upper bounds.
# finds: shape:Figure-upper at :s16-f1

INSERT DATA { :s16-f1 rpt:upper 250 , 300 }
