# A property that no report has.
# finds: shape:Report at <>

INSERT DATA { <> rpt:publisher id:reuters }
