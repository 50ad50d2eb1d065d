# A state where its country is meant.
# finds: shape:Account-through at :s16-a

INSERT DATA { :s16-a rpt:through id:state-of-syria }
