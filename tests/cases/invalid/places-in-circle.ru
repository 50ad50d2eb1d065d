# A country inside one of its cities.
# finds: shape:Place-locatedIn-acyclic at id:syria , id:aleppo , id:aleppo-governorate

INSERT DATA { id:syria rpt:locatedIn id:aleppo }
