# A statement that is nowhere in the text.
# finds: shape:Statement-passage at :s-reuters

DELETE WHERE { :s-reuters rpt:passage ?passage . ?passage ?property ?value }
