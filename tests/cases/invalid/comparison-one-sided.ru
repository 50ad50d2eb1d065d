# One account, compared with nothing.
# finds: shape:Comparison-sides at :x-offensive-date

DELETE WHERE { :x-offensive-date dcterms:source ?work }
