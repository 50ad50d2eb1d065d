# A state whose country is not known to the data.

DELETE WHERE { id:state-of-iran rpt:territory ?country }
