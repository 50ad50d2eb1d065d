# One figure, given by two accounts.
# finds: shape:Figure-account at :s01-f1

INSERT DATA { :s03-a rpt:figure :s01-f1 }
