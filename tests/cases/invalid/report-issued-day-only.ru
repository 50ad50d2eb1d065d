# A date without a time, of another datatype.
# finds: shape:Report-issued at <>

DELETE WHERE { <> dcterms:issued ?issued } ;
INSERT DATA { <> dcterms:issued "2024-12-02"^^xsd:date }
