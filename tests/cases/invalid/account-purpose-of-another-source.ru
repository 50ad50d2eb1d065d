# A purpose that another source gives.
# finds: shape:Account-purpose-statement at :s15-a

INSERT DATA { :s15-a rpt:purpose :s17-a }
