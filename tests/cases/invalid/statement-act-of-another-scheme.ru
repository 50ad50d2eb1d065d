# A kind of event where an act of saying is meant.
# finds: shape:Statement-act at :s04

DELETE WHERE { :s04 rpt:act ?act } ;
INSERT DATA { :s04 rpt:act kind:airstrike }
