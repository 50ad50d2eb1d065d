# A judgement without its reason.
# finds: shape:Comparison-reason at :x-crossing

DELETE WHERE { :x-crossing rpt:reason ?reason }
