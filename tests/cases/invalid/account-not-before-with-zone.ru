# A moment with a time zone.
# finds: shape:Account-notBefore at :s10-a

DELETE WHERE { :s10-a rpt:notBefore ?moment } ;
INSERT DATA { :s10-a rpt:notBefore "2024-12-02T00:00:00+03:00"^^xsd:dateTime }
