# An event where what is said of it is meant.
# finds: shape:Statement-account at :s13

INSERT DATA { :s13 rpt:account :e-strikes }
