# Paraphrased, but with quotation marks.
# finds: shape:Statement-unquoted at :s07

DELETE WHERE { :s07 rpt:rendering ?rendering } ;
INSERT DATA { :s07 rpt:rendering kind:paraphrase }
