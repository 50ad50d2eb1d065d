# A statement that says nothing and carries nothing.
# finds: shape:Statement-content at :s03

DELETE WHERE { :s03 rpt:account ?account . ?account ?property ?value }
