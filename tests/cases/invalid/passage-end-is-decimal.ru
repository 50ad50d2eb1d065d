# Half characters cannot be counted.
# finds: shape:Passage-end at :s01-p

DELETE WHERE { :s01-p oa:end ?end } ;
INSERT DATA { :s01-p oa:end 149.0 }
