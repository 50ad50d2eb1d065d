# An assumption whose language is not given.
# finds: shape:Assumption at :s04-a

INSERT DATA { :s04-a rpt:assumption "The day of the report is meant." }
