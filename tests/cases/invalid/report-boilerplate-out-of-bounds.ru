# Boilerplate beyond the end of the text.
# finds: shape:Report-boilerplate-bounds at <>

INSERT DATA {
  <> rpt:boilerplate :b2 .
  :b2 a rpt:Passage ;
    oa:start 3655 ;
    oa:end 3700 ;
    rpt:digest "0000000000000000000000000000000000000000000000000000000000000000" .
}
