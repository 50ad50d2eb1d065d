"""Terms and triples of rdflib as those of pyoxigraph and back, lexical forms as they are."""

from collections.abc import Iterable
from functools import singledispatch
from typing import cast

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from reportedly import documents

Term = ox.NamedNode | ox.BlankNode | ox.Literal


@singledispatch
def to_oxigraph(node: Node) -> Term:
    """Return an IRI, blank node or literal of rdflib as a term of pyoxigraph."""
    raise TypeError(f"{node!r} is no term of RDF")


@to_oxigraph.register
def _(node: URIRef) -> Term:
    return ox.NamedNode(str(node))


@to_oxigraph.register
def _(node: BNode) -> Term:
    return ox.BlankNode(str(node))


@to_oxigraph.register
def _(node: Literal) -> Term:
    if node.language:
        return ox.Literal(str(node), language=node.language)
    datatype = ox.NamedNode(str(node.datatype)) if node.datatype else None
    return ox.Literal(str(node), datatype=datatype)


def triples(graph: Graph) -> list[ox.Triple]:
    """Return the triples of a graph of rdflib."""
    return [_triple(*map(to_oxigraph, triple)) for triple in graph]


def graph(triples: Iterable[ox.Triple]) -> Graph:
    """Return a graph of rdflib with some triples."""
    found = Graph()
    for each in triples:
        found.add(translated(each))
    return found


def translated(triple: ox.Triple) -> tuple[Node, Node, Node]:
    """Return a triple with the terms of rdflib. Raises SyntaxError if one is a triple itself."""
    subject, predicate, value = map(documents.node, triple)
    return subject, predicate, value


def _triple(subject: Term, predicate: Term, value: Term) -> ox.Triple:
    return ox.Triple(cast(ox.NamedNode, subject), cast(ox.NamedNode, predicate), value)
