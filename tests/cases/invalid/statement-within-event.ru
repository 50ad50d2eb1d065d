# A phone call cannot carry a statement to the reader.
# finds: shape:Statement-within at :s12

DELETE WHERE { :s12 rpt:within ?carrier } ;
INSERT DATA { :s12 rpt:within :e-call-2 }
