# A word that stands elsewhere in the text than its statement.
# finds: shape:Designation-passage-inside at :s01-d1

DELETE WHERE { :s01-d1-p oa:start ?start ; oa:end ?end } ;
INSERT DATA { :s01-d1-p oa:start 246 ; oa:end 262 }
