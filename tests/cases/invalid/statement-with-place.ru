# A place on the statement: where it was said, or where it happened?
# finds: shape:Statement at :s04

INSERT DATA { :s04 rpt:place id:idlib }
