# A report that says nothing yet. A warning.
# finds: shape:Report-statements at <empty>

INSERT DATA {
  <empty> a rpt:Report ;
    dcterms:title "Nothing yet"@en ;
    dcterms:language "en" ;
    dcterms:issued "2024-12-03T00:00:00"^^xsd:dateTime ;
    rpt:author id:reuters ;
    rpt:length 1 ;
    rpt:digest "0000000000000000000000000000000000000000000000000000000000000000" .
}
