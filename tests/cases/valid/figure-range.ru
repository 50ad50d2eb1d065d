# Between 400 and 450.

INSERT DATA { :s01-f1 rpt:upper 450 }
