# A country where its state is meant.
# finds: shape:Account-actor at :s03-a

INSERT DATA { :s03-a rpt:actor id:russia }
