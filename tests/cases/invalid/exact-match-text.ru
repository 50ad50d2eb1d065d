# A match as text, which leads nowhere.
# finds: shape:ExactMatch at :e-strikes

INSERT DATA { :e-strikes skos:exactMatch "strikes of 2 December" }
