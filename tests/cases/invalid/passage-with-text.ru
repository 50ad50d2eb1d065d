# Running text, which is not ours to publish.
# finds: shape:Passage at :s01-p

INSERT DATA { :s01-p rdf:value "What the passage says." }
