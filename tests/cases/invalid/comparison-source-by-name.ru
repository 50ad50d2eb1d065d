# An outside work given by its name only.
# finds: shape:Comparison-source at :x-offensive-date

DELETE WHERE { :x-offensive-date dcterms:source ?work } ;
INSERT DATA { :x-offensive-date dcterms:source "An encyclopedia" }
