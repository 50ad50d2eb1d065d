# An insertion that has no words.
# finds: shape:Quotation-insertion at :s10-q1

INSERT DATA {
  :s10-q1 rpt:insertion :p .
  :p a rpt:Passage ;
    oa:start 1697 ;
    oa:end 1698 ;
    rpt:digest "0000000000000000000000000000000000000000000000000000000000000000" .
}
