# A state where its country is meant.
# finds: shape:Account-place at :s03-a

INSERT DATA { :s03-a rpt:place id:state-of-syria }
