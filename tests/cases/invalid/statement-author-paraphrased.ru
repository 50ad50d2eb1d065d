# The report’s author, given as one of the sources that the report paraphrases.
# finds: shape:Statement-author-voice at :s13

DELETE WHERE { :s13 rpt:source ?source } ;
INSERT DATA { :s13 rpt:source :a-author }
