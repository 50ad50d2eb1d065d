# An account whose passage is that of its statement.

INSERT DATA { :s03-a rpt:passage :s03-p }
