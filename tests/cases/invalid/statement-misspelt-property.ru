# A property that is one letter short.
# finds: shape:Statement at :s04

INSERT DATA { :s04 rpt:adressee id:reuters }
