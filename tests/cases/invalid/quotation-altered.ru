# A quotation of which one letter was changed.
# finds: shape:Quotation-digest at :s09-q1

DELETE WHERE { :s09-q1 oa:exact ?words } ;
INSERT DATA { :s09-q1 oa:exact "unconditional Support" }
