# An account that stands elsewhere in the text than its statement.
# finds: shape:Account-passage-inside at :s04-b

DELETE WHERE { :s04-b-p oa:start ?start ; oa:end ?end } ;
INSERT DATA { :s04-b-p oa:start 148 ; oa:end 169 }
