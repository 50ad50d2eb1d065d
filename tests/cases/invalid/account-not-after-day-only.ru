# A day without a time, of another datatype.
# finds: shape:Account-notAfter at :s03-a

INSERT DATA { :s03-a rpt:notAfter "2024-12-02"^^xsd:date }
