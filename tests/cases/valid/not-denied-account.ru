# It is allowed to say that nothing is denied.

INSERT DATA { :s13-a rpt:denied false }
