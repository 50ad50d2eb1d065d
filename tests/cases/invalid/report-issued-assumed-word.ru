# A word where true or false is meant.
# finds: shape:Report-issuedAssumed at <>

DELETE WHERE { <> rpt:issuedAssumed ?assumed } ;
INSERT DATA { <> rpt:issuedAssumed "yes" }
