# The day after the report was issued. A warning.
# finds: shape:Statement-saidOn-issued at :s04

DELETE WHERE { :s04 rpt:saidOn ?day } ;
INSERT DATA { :s04 rpt:saidOn "2024-12-03T00:00:00"^^xsd:dateTime }
