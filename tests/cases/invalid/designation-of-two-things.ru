# One word that means two things.
# finds: shape:Designation-designates at :r05-d1

INSERT DATA { :r05-d1 rpt:designates id:white-helmets }
