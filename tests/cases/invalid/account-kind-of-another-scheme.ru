# A status where a kind is meant.
# finds: shape:Account-kind at :s03-a

DELETE WHERE { :s03-a rpt:kind ?kind } ;
INSERT DATA { :s03-a rpt:kind kind:ongoing }
