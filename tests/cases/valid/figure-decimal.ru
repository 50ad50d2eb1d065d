# Two and a half thousand, as a decimal beside an integer.

DELETE WHERE { :s16-f1 rpt:point ?point } ;
INSERT DATA { :s16-f1 rpt:lower 2000 ; rpt:point 2500.5 }
