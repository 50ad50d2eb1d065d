# A passage where a figure is meant.
# finds: shape:Account-figure at :s03-a

INSERT DATA { :s03-a rpt:figure :s03-p }
