# A passage that goes beyond the end of the text.
# finds: shape:Statement-passage-bounds at :r15

DELETE WHERE { :r15-p oa:end ?end } ;
INSERT DATA { :r15-p oa:end 3656 }
