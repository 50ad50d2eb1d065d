# One account in two places of its statement.
# finds: shape:Account-passage at :s04-b

INSERT DATA { :s04-b rpt:passage :s04-d1-p }
