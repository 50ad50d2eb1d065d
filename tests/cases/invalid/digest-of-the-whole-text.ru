# A passage with the digest of the whole text.
# finds: shape:Passage-digest-whole at :s01-p

DELETE { :s01-p rpt:digest ?digest } INSERT { :s01-p rpt:digest ?whole }
WHERE { :s01-p rpt:digest ?digest . <> rpt:digest ?whole }
