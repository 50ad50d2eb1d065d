# A country where its state is meant.
# finds: shape:Account-beneficiary at :s02-a

INSERT DATA { :s02-a rpt:beneficiary id:syria }
