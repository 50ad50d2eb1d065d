# A judgement that nobody makes.
# finds: shape:Comparison-creator at :x-crossing

DELETE WHERE { :x-crossing dcterms:creator ?creator }
