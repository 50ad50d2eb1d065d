# A word where true or false is meant.
# finds: shape:Account-denied at :s03-a

INSERT DATA { :s03-a rpt:denied "no"@en }
