# A figure that is a part of itself.
# finds: shape:Figure-part-population at :s04-f1

INSERT DATA { :s04-f1 rpt:includedIn :s04-f1 }
