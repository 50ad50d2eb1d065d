# A state where its country is meant.
# finds: shape:Account-location at :s03-a

INSERT DATA { :s03-a rpt:location id:state-of-syria }
