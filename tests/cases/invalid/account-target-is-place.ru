# A place where those who are hit are meant.
# finds: shape:Account-target at :s03-a

INSERT DATA { :s03-a rpt:target id:idlib }
