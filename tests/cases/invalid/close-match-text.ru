# A match as text, which leads nowhere.
# finds: shape:CloseMatch at :e-strikes

INSERT DATA { :e-strikes skos:closeMatch "strikes of 2 December" }
