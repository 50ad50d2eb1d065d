# A class that does not exist, one letter away from one that does.
# finds: shape:Class at rpt:Statment

DELETE DATA { :s02 a rpt:Statement } ;
INSERT DATA { :s02 a rpt:Statment }
