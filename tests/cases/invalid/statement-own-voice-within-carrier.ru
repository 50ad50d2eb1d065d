# The report’s own voice, passed on by somebody else.
# finds: shape:Statement-own-voice at :r05

DELETE WHERE { :r05 rpt:within ?carrier } ;
INSERT DATA { :r05 rpt:within :s-kremlin }
