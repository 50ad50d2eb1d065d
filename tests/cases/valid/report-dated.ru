# The text bears a date, so that nothing about it is assumed.

DELETE WHERE { <> rpt:issuedAssumed ?assumed } ;
DELETE WHERE { <> rpt:assumption ?assumption }
