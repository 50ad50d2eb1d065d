# A number without the words that it comes from.
# finds: shape:Wording at :s01-f1

DELETE WHERE { :s01-f1 rpt:wording ?wording }
