# Army sources, as told by one outlet after the other, five of them.

DELETE DATA { :s-reuters rpt:within <> } ;
INSERT DATA {
  :s-reuters rpt:within :s-second .
  :s-second rpt:within :s-third .
  :s-third rpt:within :s-fourth .
  :s-fourth rpt:within :s-fifth .
  :s-fifth rpt:within <> .
} ;
INSERT {
  ?carrier a rpt:Statement ;
    rpt:source id:reuters ;
    rpt:act kind:relay ;
    rpt:rendering kind:paraphrase ;
    rpt:passage :s-reuters-p .
}
WHERE { :s-reuters rpt:within+ ?carrier . FILTER (?carrier != <>) }
