# Two stretches that are not report; the second ends where the text ends.

INSERT DATA {
  <> rpt:boilerplate :b2 .
  :b2 a rpt:Passage ;
    oa:start 3510 ;
    oa:end 3511 ;
    rpt:digest "0000000000000000000000000000000000000000000000000000000000000000" .
}
