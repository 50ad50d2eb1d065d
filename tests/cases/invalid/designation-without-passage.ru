# A word that stands nowhere.
# finds: shape:Designation-passage at :s01-d1

DELETE WHERE { :s01-d1 rpt:passage ?passage . ?passage ?property ?value }
