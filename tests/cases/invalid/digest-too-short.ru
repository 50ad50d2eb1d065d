# A digest that has lost its last digit.
# finds: shape:Passage-digest at :s01-p

DELETE { :s01-p rpt:digest ?digest } INSERT { :s01-p rpt:digest ?shorter }
WHERE { :s01-p rpt:digest ?digest . BIND (SUBSTR(?digest, 1, 63) AS ?shorter) }
