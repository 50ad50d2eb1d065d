# A name, but nothing says of what.
# finds: shape:Described-type at :somebody

INSERT DATA { :somebody rdfs:label "Somebody"@en }
