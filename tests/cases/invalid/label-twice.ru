# Two names in one language.
# finds: shape:Label at id:aleppo

INSERT DATA { id:aleppo rdfs:label "Halab"@en }
