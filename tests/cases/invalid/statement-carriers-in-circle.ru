# Two statements that carry each other.
# finds: shape:Statement-acyclic at :s-kremlin , :s07

DELETE WHERE { :s-kremlin rpt:within ?carrier } ;
INSERT DATA { :s-kremlin rpt:within :s07 }
