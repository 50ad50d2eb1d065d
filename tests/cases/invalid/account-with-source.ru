# A source on the account: it belongs to the statement.
# finds: shape:Account at :s01-a

INSERT DATA { :s01-a rpt:source id:reuters }
