# A quotation that does not say what is quoted.
# finds: shape:Quotation-exact at :s07-q1

DELETE WHERE { :s07-q1 oa:exact ?words }
