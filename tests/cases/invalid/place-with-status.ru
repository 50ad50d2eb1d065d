# Something said about a place, outside any account.
# finds: shape:Place at id:aleppo

INSERT DATA { id:aleppo rpt:status kind:ongoing }
