# A note whose language is not given.
# finds: shape:Note at id:hamas

INSERT DATA { id:hamas skos:note "Also written in capitals." }
