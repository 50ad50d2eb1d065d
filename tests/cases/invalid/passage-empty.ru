# A passage that ends where it begins.
# finds: shape:Passage-start at :s-reuters-p

DELETE WHERE { :s-reuters-p oa:start ?start } ;
INSERT DATA { :s-reuters-p oa:start 2267 }
