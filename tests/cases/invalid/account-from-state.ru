# A state where its country is meant.
# finds: shape:Account-from at :s14-a

INSERT DATA { :s14-a rpt:from id:state-of-iran }
