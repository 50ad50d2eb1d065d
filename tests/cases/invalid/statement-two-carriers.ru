# Two carriers: through whom it came can no longer be told.
# finds: shape:Statement-within at :s04

INSERT DATA { :s04 rpt:within :s-kremlin }
