# A state where its country is meant.
# finds: shape:Place-locatedIn at id:aleppo

INSERT DATA { id:aleppo rpt:locatedIn id:state-of-syria }
