# Exact words carry no language, so that they stay what was printed.
# finds: shape:Quotation-exact at :s09-q1

DELETE WHERE { :s09-q1 oa:exact ?words } ;
INSERT DATA { :s09-q1 oa:exact "unconditional support"@en }
