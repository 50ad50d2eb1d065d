# A concept where somebody or something is meant.
# finds: shape:Designation-designates at :s01-d1

DELETE WHERE { :s01-d1 rpt:designates ?meant } ;
INSERT DATA { :s01-d1 rpt:designates kind:airstrike }
