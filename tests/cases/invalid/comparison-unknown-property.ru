# A property that no comparison has.
# finds: shape:Comparison at :x-crossing

INSERT DATA { :x-crossing rpt:ofEvent :e-crossing }
