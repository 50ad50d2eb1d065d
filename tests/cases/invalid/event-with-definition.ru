# An event that is told of outside any account.
# finds: shape:Event at :e-strikes

INSERT DATA { :e-strikes skos:definition "Air raids that killed hundreds."@en }
