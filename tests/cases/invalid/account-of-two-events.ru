# One account of two events.
# finds: shape:Account-ofEvent at :s03-a

INSERT DATA { :s03-a rpt:ofEvent :e-offensive }
