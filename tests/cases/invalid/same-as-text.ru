# An identifier as text, which leads nowhere.
# finds: shape:SameAs at id:aleppo

INSERT DATA { id:aleppo owl:sameAs "http://www.wikidata.org/entity/Q41183" }
