# A source given by its name only.
# finds: shape:Statement-source at :s06

INSERT DATA { :s06 rpt:source "The Kremlin" }
