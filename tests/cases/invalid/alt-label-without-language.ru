# A name whose language is not given.
# finds: shape:AltLabel at id:hamas

INSERT DATA { id:hamas skos:altLabel "HMS" }
