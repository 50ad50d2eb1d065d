# An event that itself says where it happened.
# finds: shape:Event at :e-strikes

INSERT DATA { :e-strikes rpt:place id:idlib-governorate }
