# A passage that nobody can check.
# finds: shape:Digest at :s01-p

DELETE WHERE { :s01-p rpt:digest ?digest }
