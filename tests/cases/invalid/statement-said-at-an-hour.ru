# A day is written as its first moment.
# finds: shape:Statement-saidOn at :s04

DELETE WHERE { :s04 rpt:saidOn ?day } ;
INSERT DATA { :s04 rpt:saidOn "2024-12-02T09:30:00"^^xsd:dateTime }
