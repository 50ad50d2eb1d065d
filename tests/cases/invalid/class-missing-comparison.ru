# A comparison that does not say what it is.
# finds: shape:Typed-type at :x-crossing

DELETE DATA { :x-crossing a rpt:Comparison }
