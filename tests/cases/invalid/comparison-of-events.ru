# Events where accounts of them are meant.
# finds: shape:Comparison-compares at :x-crossing

DELETE WHERE { :x-crossing rpt:compares ?account } ;
INSERT DATA { :x-crossing rpt:compares :e-crossing , :s16-a }
