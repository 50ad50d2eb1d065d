# An event that is said to be a place.
# finds: shape:Thing-sameAs at :e-strikes

INSERT DATA { :e-strikes owl:sameAs id:aleppo }
