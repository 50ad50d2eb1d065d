# A digest in capital letters, which no computed one will equal.
# finds: shape:Report-digest at <>

DELETE { <> rpt:digest ?digest } INSERT { <> rpt:digest ?capitals }
WHERE { <> rpt:digest ?digest . BIND (UCASE(?digest) AS ?capitals) }
