"""The W3C validation report, each result with a pointer into the document where its place is known.

https://www.w3.org/TR/shacl/#validation-report and https://www.w3.org/TR/Pointers-in-RDF10/.
"""

from typing import Final

from rdflib import BNode, Graph, Literal, Namespace
from rdflib.namespace import RDF
from rdflib.term import Node

from reportedly.documents import Position
from reportedly.validation.outcome import Finding, Outcome, results

EARL: Final = Namespace("http://www.w3.org/ns/earl#")
PTR: Final = Namespace("http://www.w3.org/2009/pointers#")


def with_pointers(outcome: Outcome) -> Graph:
    """Return the report of an outcome with a `ptr:LineCharPointer` for each known place."""
    graph = Graph(namespace_manager=outcome.report.namespace_manager)
    graph += outcome.report
    graph.bind("earl", EARL)
    graph.bind("ptr", PTR)
    places = {_identity(each): each.position for each in outcome.findings}
    for result, finding in list(results(outcome.report)):
        position = places.get(_identity(finding))
        if position is not None:
            _point(graph, result, position)
    return graph


def _point(graph: Graph, result: Node, position: Position) -> None:
    pointer = BNode()
    graph.add((result, EARL.pointer, pointer))
    graph.add((pointer, RDF.type, PTR.LineCharPointer))
    graph.add((pointer, PTR.lineNumber, Literal(position.line)))
    graph.add((pointer, PTR.charNumber, Literal(position.column)))


def _identity(finding: Finding) -> tuple[object, ...]:
    """Return all of a finding but its place and its messages."""
    path = None if finding.path is None else finding.path.n3()
    return (finding.focus, path, finding.value, finding.component, finding.shape)
