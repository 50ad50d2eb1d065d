# A passage that nobody can check.
# finds: shape:Passage-digest at :s01-p

DELETE WHERE { :s01-p rpt:digest ?digest }
