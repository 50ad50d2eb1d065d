# A passage that nothing points to. A warning.
# finds: shape:Passage-use at :p

INSERT DATA {
  :p a rpt:Passage ;
    oa:start 0 ;
    oa:end 1 ;
    rpt:digest "0000000000000000000000000000000000000000000000000000000000000000" .
}
