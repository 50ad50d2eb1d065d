# Words of the text that are not in its language.
# finds: shape:WordingLanguage at :s04-f1

DELETE WHERE { :s04-f1 rpt:wording ?wording } ;
INSERT DATA { :s04-f1 rpt:wording "au moins 25"@fr }
