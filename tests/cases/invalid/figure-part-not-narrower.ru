# A part that counts the same people as the whole.
# finds: shape:Figure-part-population at :s04-f2

DELETE WHERE { :s04-f2 rpt:population ?population } ;
INSERT DATA { :s04-f2 rpt:population kind:people }
