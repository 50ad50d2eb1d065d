# One statement, said in two phone calls.
# finds: shape:Statement-saidIn at :s12

INSERT DATA { :s12 rpt:saidIn :e-call-1 }
