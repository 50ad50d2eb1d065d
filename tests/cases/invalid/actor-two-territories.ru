# A state with two countries.
# finds: shape:Actor-territory at id:state-of-iran

INSERT DATA { id:state-of-iran rpt:territory id:tehran }
