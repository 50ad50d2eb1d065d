# Two authors: whose own voice is it?
# finds: shape:Report-author at <>

INSERT DATA { <> rpt:author id:hamas }
