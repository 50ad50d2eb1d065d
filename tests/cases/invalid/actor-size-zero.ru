# A source of no people.
# finds: shape:Actor-size at :a-army-sources

DELETE WHERE { :a-army-sources rpt:size ?size } ;
INSERT DATA { :a-army-sources rpt:size 0 }
