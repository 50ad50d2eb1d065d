# An insertion that stands elsewhere in the text than its quotation.
# finds: shape:Quotation-insertion-inside at :s10-q1

DELETE WHERE { :s10-i1 oa:start ?start ; oa:end ?end } ;
INSERT DATA { :s10-i1 oa:start 1597 ; oa:end 1615 }
