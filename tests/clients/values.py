"""Values that are easily lost on the way to a client, and a query for them.

Each thing has a name and, but for one, a value. `told` takes terms of rdflib as they have arrived.
"""

from collections.abc import Iterable
from typing import Final

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

EX: Final = "http://example.org/"
GRAPH: Final = f"{EX}values"
TURTLE: Final = """
PREFIX : <http://example.org/>
:integer :name "integer" ; :value 0 .
:decimal :name "decimal" ; :value 0.0 .
:double :name "double" ; :value 0e0 .
:false :name "false" ; :value false .
:empty :name "empty" ; :value "" .
:arabic :name "arabic" ; :value "مرحبا"@ar .
:broken :name "broken" ; :value "a,\\t\\"b\\"\\n😀" .
:iri :name "iri" ; :value <http://example.org/?a=b&c=d> .
:blank :name "blank" ; :value [] .
:unbound :name "unbound" .
"""
SELECT: Final = f"""PREFIX : <{EX}>
SELECT ?name ?value WHERE {{ ?thing :name ?name OPTIONAL {{ ?thing :value ?value }} }}"""
CONSTRUCT: Final = f"""PREFIX : <{EX}>
CONSTRUCT {{ ?thing :value ?value }} WHERE {{ ?thing :value ?value }}"""
DESCRIBE: Final = f"PREFIX : <{EX}> DESCRIBE ?thing WHERE {{ ?thing :name ?name }}"
VALUE: Final = URIRef(f"{EX}value")

KEPT: Final[dict[str, object]] = {
    "integer": (0, "integer"),
    "decimal": (0, "decimal"),
    "double": (0, "double"),
    "false": (False, "boolean"),
    "empty": ("", ""),
    "arabic": ("مرحبا", "ar"),
    "broken": ('a,\t"b"\n😀', ""),
    "iri": "http://example.org/?a=b&c=d",
    "blank": "blank",
    "unbound": None,
}
"""What arrives in formats that tell of types: values with type or language, IRIs, blank nodes."""
CSV: Final = {
    "integer": "0",
    "decimal": "0",
    "double": "0",
    "false": "false",
    "empty": "",
    "arabic": "مرحبا",
    "broken": 'a,\t"b"\n😀',
    "iri": "http://example.org/?a=b&c=d",
    "unbound": "",
}
"""What arrives in CSV, but for the blank node, whose name may be any."""


def told(pairs: Iterable[tuple[str, Node | None]]) -> dict[str, object]:
    """Return values by name as they are written above."""
    return {str(name): _plain(term) for name, term in pairs}


def told_of(graph: Graph) -> dict[str, object]:
    """Return the values in a graph, by the name of what has them."""
    found = graph.subject_objects(VALUE)
    return told((str(thing).removeprefix(EX), term) for thing, term in found) | {"unbound": None}


def _plain(term: Node | None) -> object:
    if isinstance(term, Literal):
        kind = term.language or (term.datatype or "").rpartition("#")[2]
        return term.toPython() if kind else str(term), kind
    return "blank" if isinstance(term, BNode) else term and str(term)
