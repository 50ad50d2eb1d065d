# The date is an assumption, but nothing says why. A warning.
# finds: shape:Report-assumption at <>

DELETE WHERE { <> rpt:assumption ?assumption }
