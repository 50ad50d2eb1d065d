# A participant given by name only.
# finds: shape:Account-participant at :s03-a

INSERT DATA { :s03-a rpt:participant "Russia"@en }
