# An organisation that is also a person.
# finds: shape:Thing-disjoint at id:hamas

INSERT DATA { id:hamas a rpt:Person }
