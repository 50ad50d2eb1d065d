# It ends before it begins.
# finds: shape:Account-notBefore at :s01-a

DELETE WHERE { :s01-a rpt:notBefore ?moment } ;
INSERT DATA { :s01-a rpt:notBefore "2024-12-03T00:00:00"^^xsd:dateTime }
