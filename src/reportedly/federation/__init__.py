"""Queries that call other datasets with SERVICE: https://www.w3.org/TR/sparql11-federated-query/.

The engine calls nobody. A query with calls is taken apart here, each call is answered by a peer
that the operator has named, and its solutions take its place as VALUES:

    peering      the settings of a server made into …
      └─ evaluation   an Engine that answers queries with calls, and leaves all others to another
           └─ answering    the calls of one query, one after the other
                ├─ queries      what a call is bound to, what its peer is asked, what is left
                ├─ calling      one query to one peer
                └─ parts        solutions of several answers together

`solutions` are what a peer has answered, `limits` and `account` what a query may take and has
taken, `tally` what was counted of all calls.
"""
