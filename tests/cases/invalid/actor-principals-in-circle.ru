# Two bodies that speak for each other.
# finds: shape:Actor-principal-acyclic at id:kremlin , id:state-of-russia

INSERT DATA { id:state-of-russia rpt:principal id:kremlin }
