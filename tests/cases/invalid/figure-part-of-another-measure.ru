# Injured people, counted among the dead.
# finds: shape:Figure-part-measure at :s04-f2

DELETE WHERE { :s04-f2 rpt:measure ?measure } ;
INSERT DATA { :s04-f2 rpt:measure kind:injured }
