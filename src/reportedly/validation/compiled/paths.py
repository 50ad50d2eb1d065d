"""Property paths as SPARQL writes them: https://www.w3.org/TR/shacl/#property-paths."""

from collections.abc import Callable
from typing import Final

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from reportedly.validation.compiled.unsupported import Unsupported

_SUFFIXES: Final = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


def sparql_path(shapes: Graph, path: Node, note: Callable[[str], None]) -> str:
    """Return a property path of a shapes graph in SPARQL; `note` is told each predicate in it.

    Raises Unsupported if it is not a path that SHACL defines.
    """
    if isinstance(path, URIRef):
        note(str(path))
        return path.n3()
    if (shapes.value(path, RDF.first)) is not None:
        return _joined(shapes, path, "/", note)
    for predicate, value in shapes.predicate_objects(path):
        if predicate == SH.inversePath:
            return f"^({sparql_path(shapes, value, note)})"
        if predicate == SH.alternativePath:
            return _joined(shapes, value, "|", note)
        if predicate in _SUFFIXES:
            return f"({sparql_path(shapes, value, note)}){_SUFFIXES[predicate]}"
    raise Unsupported(f"the path {path}")


def _joined(shapes: Graph, members: Node, sign: str, note: Callable[[str], None]) -> str:
    steps = [sparql_path(shapes, member, note) for member in Collection(shapes, members)]
    if len(steps) < 2:
        raise Unsupported(f"a path of fewer than two steps in {members}")
    return f"({sign.join(steps)})"
