# The report’s own voice, spoken by an agency.
# finds: shape:Statement-own-voice at :r05

INSERT DATA { :r05 rpt:source id:reuters }
