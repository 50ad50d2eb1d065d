# Quoted or paraphrased?
# finds: shape:Statement-rendering at :s13

DELETE WHERE { :s13 rpt:rendering ?rendering }
