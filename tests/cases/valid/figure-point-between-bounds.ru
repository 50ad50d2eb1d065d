# About 200, at least 150, at most 250.

INSERT DATA { :s16-f1 rpt:lower 150 ; rpt:upper 250 }
