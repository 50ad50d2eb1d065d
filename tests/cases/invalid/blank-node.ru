# A comparison that has no IRI: nobody can cite it.
# finds: shape:Thing at _:

INSERT DATA {
  [] a rpt:Comparison ;
    rpt:compares :s01-a , :s04-a ;
    rpt:finding kind:scope-differs ;
    rpt:reason "Fighters here, people there."@en ;
    dcterms:creator id:reportedly .
}
