# An event without a name.
# finds: shape:Label at :e-clash

DELETE WHERE { :e-clash rdfs:label ?label }
