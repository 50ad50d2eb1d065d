# An event after itself.
# finds: shape:Account-after at :s04-a

INSERT DATA { :s04-a rpt:after :e-strikes }
