# Something done for its own sake.
# finds: shape:Account-purpose-statement at :s15-a

INSERT DATA { :s15-a rpt:purpose :s15-a }
