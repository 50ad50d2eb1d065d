# A country where its state is meant.
# finds: shape:Actor-principal at id:kremlin

INSERT DATA { id:kremlin rpt:principal id:russia }
