# An event with links to other datasets.

INSERT DATA {
  :e-strikes owl:sameAs <https://example.org/events/1> ;
    skos:closeMatch <https://example.org/events/2> ;
    skos:exactMatch <https://example.org/events/3> ;
    rdfs:seeAlso <https://example.org/read/4> .
}
