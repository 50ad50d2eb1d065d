# A day that no calendar has.
# finds: shape:Statement-saidOn at :s04

DELETE WHERE { :s04 rpt:saidOn ?day } ;
INSERT DATA { :s04 rpt:saidOn "2024-11-31T00:00:00"^^xsd:dateTime }
