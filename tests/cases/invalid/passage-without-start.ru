# A passage that begins nowhere.
# finds: shape:Passage-start at :s01-p

DELETE WHERE { :s01-p oa:start ?start }
