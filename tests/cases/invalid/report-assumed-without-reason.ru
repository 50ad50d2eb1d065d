# The date is an assumption, but nothing says why. A warning.
# finds: shape:Report-assumed at <>

DELETE WHERE { <> rpt:assumption ?assumption }
