# Coordinates below zero, and one that is whole.

INSERT DATA {
  :p-place a rpt:Place ;
    rdfs:label "A place in the Andes"@en ;
    geo:lat "-16.5"^^xsd:decimal ;
    geo:long "-68.0"^^xsd:decimal .
}
