# One statement in two places.
# finds: shape:Statement-passage at :s02

INSERT DATA { :s02 rpt:passage :s03-p }
