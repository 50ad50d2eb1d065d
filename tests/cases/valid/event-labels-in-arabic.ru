# Names in three scripts.

INSERT DATA { :e-strikes rdfs:label "الغارات"@ar , "Frappes"@fr ; rdfs:seeAlso <https://example.org/> }
