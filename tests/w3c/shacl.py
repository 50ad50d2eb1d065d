"""The tests of the W3C suite for SHACL: https://w3c.github.io/data-shapes/data-shapes-test-suite/."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from rdflib import BNode, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node

from reportedly import documents
from reportedly.validation import Finding, outcome

SUITE = Path(__file__).resolve().parents[3] / "shared" / "w3c" / "shacl"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")

Result = tuple[str, ...]
"""Severity, focus node, path, value, component and shape; blank nodes are all called `_:`."""


@dataclass(frozen=True)
class Entry:
    """One test: a data graph, a shapes graph, and the results that are expected.

    `expected` is None where validation has to fail, since the shapes are not allowed.
    """

    name: str
    data: Graph
    shapes: Graph
    expected: tuple[Finding, ...] | None


@cache
def entries() -> tuple[Entry, ...]:
    """Return the tests of all manifests, in the order of their paths; none without the suite."""
    manifests = ((path, read(path)) for path in sorted(SUITE.rglob("*.ttl")))
    return tuple(
        _entry(path, graph, test)
        for path, graph in manifests
        for entries in graph.objects(URIRef(path.as_uri()), MF.entries)
        for test in Collection(graph, entries)
    )


@cache
def read(path: Path) -> Graph:
    """Return the graph of a file, lexical forms as they are."""
    graph = Graph()
    parser = ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=path.as_uri())
    for quad in parser:
        subject, predicate, value = map(documents.node, quad.triple)
        graph.add((subject, predicate, value))
    for prefix, namespace in parser.prefixes.items():
        graph.bind(prefix, namespace, replace=True)
    return graph


def results(findings: tuple[Finding, ...]) -> list[Result]:
    """Return what is compared of findings, in a fixed order."""
    return sorted(map(_result, findings))


def _entry(path: Path, graph: Graph, test: Node) -> Entry:
    action, result = graph.value(test, MF.action), graph.value(test, MF.result)
    return Entry(
        name=str(path.relative_to(SUITE).with_suffix("")),
        data=_named(graph, action, SHT.dataGraph),
        shapes=_named(graph, action, SHT.shapesGraph),
        expected=None if result == SHT.Failure else outcome.read(_report(graph, result)).findings,
    )


def _named(graph: Graph, action: Node | None, role: URIRef) -> Graph:
    return read(Path(str(graph.value(action, role)).removeprefix("file://")))


def _report(graph: Graph, result: Node | None) -> Graph:
    """Return the one report of a file; its other triples do no harm."""
    report = Graph() + graph
    for other in set(report.subjects(SH.conforms)) - {result}:
        report.remove((other, None, None))
    return report


def _result(finding: Finding) -> Result:
    path = finding.path.n3() if finding.path else ""
    nodes = (finding.focus, finding.value, finding.component, finding.shape)
    focus, value, component, shape = map(_name, nodes)
    return finding.severity, focus, path, value, component, shape


def _name(node: Node | None) -> str:
    return "_:" if isinstance(node, BNode) else node.n3() if node is not None else ""
