# A quotation that takes in its closing mark.
# finds: shape:Quotation-length at :s09-q1

DELETE WHERE { :s09-q1 oa:end ?end } ;
INSERT DATA { :s09-q1 oa:end 1503 }
