# Word for word, but without the words.
# finds: shape:Statement-quoted at :s07

DELETE WHERE { :s07 rpt:quotation ?quotation . ?quotation ?property ?value }
