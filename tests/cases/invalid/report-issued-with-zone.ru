# A date with a time zone.
# finds: shape:Report-issued at <>

DELETE WHERE { <> dcterms:issued ?issued } ;
INSERT DATA { <> dcterms:issued "2024-12-02T00:00:00Z"^^xsd:dateTime }
