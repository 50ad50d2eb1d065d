# An act that is not in the scheme.
# finds: shape:Statement-act at :s04

DELETE WHERE { :s04 rpt:act ?act } ;
INSERT DATA { :s04 rpt:act kind:anounce }
