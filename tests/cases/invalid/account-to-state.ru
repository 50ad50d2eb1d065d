# A state where its country is meant.
# finds: shape:Account-to at :s14-a

INSERT DATA { :s14-a rpt:to id:state-of-syria }
