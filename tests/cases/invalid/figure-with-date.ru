# A time on the figure: it belongs to the account.
# finds: shape:Figure at :s01-f1

INSERT DATA { :s01-f1 rpt:notAfter "2024-12-02T23:59:59"^^xsd:dateTime }
