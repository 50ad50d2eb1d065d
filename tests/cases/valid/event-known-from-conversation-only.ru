# A conversation of which no account tells, but in which something was said.

INSERT DATA {
  :e-call-3 a rpt:Event ; rdfs:label "A third phone call"@en .
  :s04 rpt:saidIn :e-call-3 .
}
