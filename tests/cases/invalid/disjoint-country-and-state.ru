# One IRI for a country and for its state.
# finds: shape:Thing-disjoint at id:turkey

INSERT DATA { id:turkey a rpt:State }
