# A country that belongs to an organisation that is no state.
# finds: shape:State at id:kremlin

INSERT DATA { id:kremlin rpt:territory id:russia }
