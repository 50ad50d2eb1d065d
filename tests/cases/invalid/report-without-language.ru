# The language of the text is not given.
# finds: shape:Report-language at <>

DELETE WHERE { <> dcterms:language ?language }
