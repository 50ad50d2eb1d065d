# One word in the text, used by two statements.
# finds: shape:Designation-statement at :r05-d1

INSERT DATA { :s04 rpt:designation :r05-d1 }
