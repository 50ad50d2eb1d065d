# An act of saying where a judgement is meant.
# finds: shape:Comparison-finding at :x-crossing

DELETE WHERE { :x-crossing rpt:finding ?finding } ;
INSERT DATA { :x-crossing rpt:finding kind:confirm }
