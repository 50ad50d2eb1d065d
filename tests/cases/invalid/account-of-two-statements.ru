# One account, given by two statements: whose claim is it?
# finds: shape:Account-statement at :s03-a

INSERT DATA { :s13 rpt:account :s03-a }
