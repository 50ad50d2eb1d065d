# A title whose language is not given.
# finds: shape:Report-title at <>

INSERT DATA { <> dcterms:title "Strikes and offensive" }
