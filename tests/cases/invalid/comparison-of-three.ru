# Three accounts: which two does the judgement join?
# finds: shape:Comparison-compares at :x-crossing

INSERT DATA { :x-crossing rpt:compares :s15-a }
