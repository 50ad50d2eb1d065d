"""Asks a query of several engines, and reads each answer as rows of text."""

import json
from collections.abc import Callable, Mapping
from functools import cache

import pyoxigraph as ox
from rdflib import Graph

from reportedly import shipped
from reportedly.engine.embedded import Embedded
from reportedly.engine.port import Query

TURTLE = "text/turtle"

Documents = Mapping[str, bytes]
Row = dict[str, str]
Ask = Callable[[str], list[Row]]


def rdflib(documents: Documents) -> Ask:
    """The union of the documents in one rdflib graph."""
    graph = Graph()
    for document in documents.values():
        graph += _parsed(document)

    def ask(text: str) -> list[Row]:
        found = graph.query(text)
        columns = [str(variable) for variable in found.vars or ()]
        return [dict(zip(columns, map(cell, row), strict=True)) for row in found]  # type: ignore[arg-type]

    return cache(ask)


@cache
def _parsed(document: bytes) -> Graph:
    return Graph().parse(data=document, format="turtle")


def oxigraph(documents: Documents) -> Ask:
    """A bare Oxigraph store of named graphs that answers over their union."""
    store = ox.Store()
    for graph, document in documents.items():
        name = ox.NamedNode(graph)
        store.load(document, format=ox.RdfFormat.TURTLE, base_iri=graph, to_graph=name)
    return lambda text: union_rows(store, text)


def union_rows(store: ox.Store, text: str) -> list[Row]:
    """What a store answers over the union of its named graphs."""
    found = store.query(text, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    columns = [variable.value for variable in found.variables]
    return [
        {column: cell(getattr(solution[column], "value", None)) for column in columns}
        for solution in found
    ]


def embedded(documents: Documents) -> Ask:
    """The engine that is shipped."""
    engine = Embedded.in_memory()
    for graph, document in documents.items():
        engine.replace(graph, document, TURTLE)

    def ask(text: str) -> list[Row]:
        answer = json.loads(engine.evaluate(Query(text, "application/json")).body)
        columns = answer["head"]["vars"]
        return [
            {column: cell(row.get(column, {}).get("value")) for column in columns}
            for row in answer["results"]["bindings"]
        ]

    return ask


ENGINES: dict[str, Callable[[Documents], Ask]] = {
    "rdflib": rdflib,
    "oxigraph": oxigraph,
    "embedded": embedded,
}


@cache
def seed(engine: str) -> Ask:
    """An engine over all that is shipped."""
    return ENGINES[engine](shipped.graphs())


def cell(term: object) -> str:
    """The text of a term, empty for none."""
    return "" if term is None else in_order(str(term))


def in_order(text: str) -> str:
    """Sort a cell, since what GROUP_CONCAT lists has no order of its own."""
    return "; ".join(sorted(text.split("; ")))
