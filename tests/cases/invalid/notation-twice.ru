# Two short names for one statement.
# finds: shape:Notation at :s04

INSERT DATA { :s04 skos:notation "C05" }
