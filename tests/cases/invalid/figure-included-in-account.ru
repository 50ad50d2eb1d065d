# An account where a figure is meant.
# finds: shape:Figure-includedIn at :s04-f2

DELETE WHERE { :s04-f2 rpt:includedIn ?whole } ;
INSERT DATA { :s04-f2 rpt:includedIn :s04-a }
