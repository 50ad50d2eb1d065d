# A passage that runs into a list of links.
# finds: shape:Statement-passage-boilerplate at :s17

DELETE WHERE { :s17-p oa:end ?end } ;
INSERT DATA { :s17-p oa:end 2880 }
