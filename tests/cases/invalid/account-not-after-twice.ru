# Two last moments.
# finds: shape:Account-notAfter at :s04-a

INSERT DATA { :s04-a rpt:notAfter "2024-12-03T23:59:59"^^xsd:dateTime }
