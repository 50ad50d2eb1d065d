# An event that a class of another vocabulary turns into a fact.
# finds: shape:Thing-type at :e-strikes

INSERT DATA { :e-strikes a <http://semanticweb.cs.vu.nl/2009/11/sem/Event> }
