# An event where an account is meant: the purpose is a claim as well.
# finds: shape:Account-purpose at :s15-a

INSERT DATA { :s15-a rpt:purpose :e-fighting }
