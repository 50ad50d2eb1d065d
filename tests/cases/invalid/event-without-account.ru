# An event that nothing tells of.
# finds: shape:Event-account at :e-forgotten

INSERT DATA { :e-forgotten a rpt:Event ; rdfs:label "An event"@en }
