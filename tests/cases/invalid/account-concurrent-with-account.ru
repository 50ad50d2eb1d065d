# An account where an event is meant.
# finds: shape:Account-concurrentWith at :s04-a

INSERT DATA { :s04-a rpt:concurrentWith :s01-a }
