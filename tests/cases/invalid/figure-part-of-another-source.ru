# Children of one source, counted among the dead of another.
# finds: shape:Figure-part-statement at :s04-f2

DELETE WHERE { :s04-f2 rpt:includedIn ?whole } ;
DELETE WHERE { :s01-f1 rpt:population ?population } ;
INSERT DATA { :s04-f2 rpt:includedIn :s01-f1 . :s01-f1 rpt:population kind:people }
