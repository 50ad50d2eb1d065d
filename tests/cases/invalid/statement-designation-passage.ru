# A passage where a designation is meant.
# finds: shape:Statement-designation at :s13

INSERT DATA { :s13 rpt:designation :s13-p }
