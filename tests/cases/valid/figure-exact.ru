# Exactly 400: both bounds are the same.

INSERT DATA { :s01-f1 rpt:upper 400 }
