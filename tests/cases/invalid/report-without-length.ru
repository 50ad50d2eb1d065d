# How long the text is is not given.
# finds: shape:Report-length at <>

DELETE WHERE { <> rpt:length ?length }
