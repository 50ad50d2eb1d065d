"""Property paths as SPARQL writes them: https://www.w3.org/TR/shacl/#property-paths."""

from typing import Final

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from reportedly.validation.compiled.reads import Reads
from reportedly.validation.compiled.unsupported import Unsupported

_SUFFIXES: Final[dict[Node, str]] = {
    SH.zeroOrMorePath: "*",
    SH.oneOrMorePath: "+",
    SH.zeroOrOnePath: "?",
}


def sparql_path(shapes: Graph, path: Node, reads: Reads) -> str:
    """Return a property path of a shapes graph in SPARQL.

    Raises Unsupported if it is not a path that SHACL defines.
    """
    if isinstance(path, URIRef):
        reads.predicate(str(path))
        return path.n3()
    if shapes.value(path, RDF.first) is not None:
        return _joined(shapes, path, "/", reads)
    for predicate, value in shapes.predicate_objects(path):
        if predicate == SH.inversePath:
            inner = Reads()
            inverse = sparql_path(shapes, value, inner)
            reads.predicates |= inner.predicates
            reads.backward |= inner.predicates
            reads.nothing |= inner.nothing
            return f"^({inverse})"
        if predicate == SH.alternativePath:
            return _joined(shapes, value, "|", reads)
        if predicate in _SUFFIXES:
            reads.nothing |= predicate != SH.oneOrMorePath
            return f"({sparql_path(shapes, value, reads)}){_SUFFIXES[predicate]}"
    raise Unsupported(f"the path {path}")


def _joined(shapes: Graph, members: Node, sign: str, reads: Reads) -> str:
    steps = [sparql_path(shapes, member, reads) for member in Collection(shapes, members)]
    if len(steps) < 2:
        raise Unsupported(f"a path of fewer than two steps in {members}")
    return f"({sign.join(steps)})"
