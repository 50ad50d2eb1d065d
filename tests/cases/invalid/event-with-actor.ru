# An event that itself says who did it.
# finds: shape:Event at :e-strikes

INSERT DATA { :e-strikes rpt:actor id:state-of-russia }
