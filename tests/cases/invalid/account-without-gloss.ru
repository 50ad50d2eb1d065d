# An account that nobody can read.
# finds: shape:Account-gloss at :s03-a

DELETE WHERE { :s03-a rpt:gloss ?gloss }
