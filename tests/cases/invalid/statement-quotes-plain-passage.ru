# A quotation that has no words.
# finds: shape:Statement-quotation at :s07

INSERT DATA { :s07 rpt:quotation :s07-d1-p }
