# A passage that is longer than its words.
# finds: shape:Designation-length at :s01-d1

DELETE WHERE { :s01-d1-p oa:end ?end } ;
INSERT DATA { :s01-d1-p oa:end 63 }
