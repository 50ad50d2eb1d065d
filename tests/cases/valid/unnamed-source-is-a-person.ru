# An unnamed source of whom only a few know that it is one person.

INSERT DATA {
  :a-officer a rpt:UnnamedSource , rpt:Person ;
    rpt:size 1 ;
    rpt:memberOf id:syrian-arab-army ;
    rdfs:label "An officer"@en .
  :s14 rpt:source :a-officer .
}
