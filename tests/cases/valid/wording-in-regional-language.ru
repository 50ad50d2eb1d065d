# The words of a text in English, tagged as British English.

DELETE WHERE { :s01-f1 rpt:wording ?wording } ;
INSERT DATA { :s01-f1 rpt:wording "at least 400"@en-gb }
