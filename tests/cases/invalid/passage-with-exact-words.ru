# The words of a passage that is not inside quotation marks.
# finds: shape:Quoted at :s04-d1-p

INSERT DATA { :s04-d1-p oa:exact "strikes" }
