# Two statements with one short name, so that neither can be meant by it.
# finds: shape:Statement-notation at :r01 , :r02

DELETE WHERE { :r02 skos:notation ?notation } ;
INSERT DATA { :r02 skos:notation "R01" }
