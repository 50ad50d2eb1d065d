# A link as text, which leads nowhere.
# finds: shape:SeeAlso at :e-strikes

INSERT DATA { :e-strikes rdfs:seeAlso "https://example.org/strikes" }
