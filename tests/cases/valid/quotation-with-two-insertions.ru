# Two stretches inside one quotation that are not the speaker’s.

DELETE DATA { :s10-q1 rpt:insertion :s10-i1 } ;
INSERT { :s10-q1 rpt:insertion :s10-i1 , :s10-i2 . :s10-i2 ?property ?value }
WHERE { :s10-i1 ?property ?value }
