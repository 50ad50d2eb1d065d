# An event where a stretch of text is meant.
# finds: shape:Report-boilerplate at <>

INSERT DATA { <> rpt:boilerplate :e-strikes }
