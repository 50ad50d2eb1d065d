# The Kremlin that speaks is the presidency, not the building.
# finds: shape:Statement-source at :s06

INSERT DATA { :s06 rpt:source id:moscow-kremlin }
