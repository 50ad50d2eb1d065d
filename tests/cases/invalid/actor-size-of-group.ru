# A size on a group, which only an unnamed source has.
# finds: shape:UnnamedSource at :a-reporters

INSERT DATA { :a-reporters rpt:size 12 }
