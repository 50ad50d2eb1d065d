# A passage that begins before the text.
# finds: shape:Passage-start at :s01-p

DELETE WHERE { :s01-p oa:start ?start } ;
INSERT DATA { :s01-p oa:start -1 }
