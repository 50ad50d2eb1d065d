# A property that is one letter short.
# finds: shape:Account at :s01-a

INSERT DATA { :s01-a rpt:benefciary id:state-of-syria }
