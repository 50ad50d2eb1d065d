"""Queries that call other datasets with SERVICE: https://www.w3.org/TR/sparql11-federated-query/.

The engine calls nobody. A query with calls is taken apart here, each call is answered by a peer
that the operator has named, and its solutions take its place as VALUES:

    evaluation   an Engine that answers queries with calls, and leaves all others to the one below
      ├─ pattern      the groups of a query, found among its terminals
      ├─ context      what is known where a call stands: the solutions that it can be bound to
      └─ client       one query to one peer, within limits of time, size and number
           ├─ peers        who may be called, and by which IRI
           ├─ addresses    which addresses are never connected to, whatever their names
           ├─ network      connections, to an address that was checked and to no other
           ├─ cache        answers of peers, for as long as the operator allows
           └─ solutions    what a peer has answered, as terms of SPARQL
"""
