# A statement that nobody makes.
# finds: shape:Statement-source at :s13

DELETE WHERE { :s13 rpt:source ?source }
