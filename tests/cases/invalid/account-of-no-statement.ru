# An account that nobody gives is a bare assertion.
# finds: shape:Account-statement at :a

INSERT DATA {
  :a a rpt:Account ;
    rpt:ofEvent :e-strikes ;
    rpt:kind kind:airstrike ;
    rpt:status kind:happened ;
    rpt:gloss "There were air raids."@en .
}
