# A statement that carries itself.
# finds: shape:Statement-acyclic at :s-reuters

DELETE WHERE { :s-reuters rpt:within ?carrier } ;
INSERT DATA { :s-reuters rpt:within :s-reuters }
