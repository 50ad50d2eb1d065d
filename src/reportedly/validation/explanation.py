"""Has pySHACL explain findings: each failing shape, with the focus nodes at which it fails.

Asked shape by shape, it says what it would say of the whole in a fraction of the time.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import pyoxigraph as ox
from pyshacl.errors import ReportableRuntimeError
from pyshacl.pytypes import RDFNode, SHACLExecutor
from pyshacl.shape import Shape
from pyshacl.shapes_graph import ShapesGraph
from pyshacl.validator import Validator as PyShacl
from rdflib import BNode, Graph
from rdflib.namespace import SH
from rdflib.term import Node

from reportedly.errors import ReportError
from reportedly.validation import conversion
from reportedly.validation.compiled import Suspicion
from reportedly.validation.reference import PreparingGraph, restore_messages

Run = tuple[Shape, list[RDFNode] | None]
"""A shape of pySHACL's, and the focus nodes to try it on; None stands for all that it targets."""


class Explainer:
    """The shapes as pySHACL reads them, and the vocabulary that it looks up, both read once.

    It must not be used by two threads at once.
    """

    def __init__(self, shapes: Graph, vocabulary: Iterable[ox.Triple]) -> None:
        self._messages = shapes
        self._shapes = ShapesGraph(Graph() + shapes)
        for prefix, namespace in shapes.namespaces():
            self._shapes.graph.bind(prefix, namespace)
        self._by_node = {shape.node: shape for shape in self._shapes.shapes}
        self._data = PreparingGraph(store="SimpleMemory")
        for triple in vocabulary:
            self._data.add(conversion.translated(triple))

    def report(self, suspicions: Iterable[Suspicion], triples: Iterable[ox.Triple]) -> Graph:
        """Return the `sh:ValidationReport` of the vocabulary and some triples together.

        Only what is suspected is looked at. Raises ReportError where a blank node stands for a
        number or a time, ValidationFailure if pySHACL can't use the shapes.
        """
        conforms, results = True, []
        with self._added(triples):
            for shape, nodes in self._runs(suspicions):
                good, found = self._tried(shape, nodes)
                conforms = conforms and good
                results += found
            report, _ = PyShacl.create_validation_report(self._shapes, conforms, results)
        restore_messages(report, self._messages)
        return cast(Graph, report)

    def warm(self) -> None:
        """Have the queries of all shapes parsed, by trying them on a node that is in no triple."""
        for node in set(self._messages.subjects(SH.sparql)):
            self._tried(self._by_node[node], [BNode()])

    def _tried(self, shape: Shape, nodes: list[RDFNode] | None) -> tuple[bool, list[Any]]:
        executor = SHACLExecutor(allow_warnings=True)
        try:
            return cast(tuple[bool, list[Any]], shape.validate(executor, self._data, focus=nodes))
        except ReportableRuntimeError as error:
            if "compare a BlankNode" not in error.message:
                raise
            raise ReportError(
                "A blank node stands for a number or a time, which "
                f"{shape.node.n3(self._shapes.graph.namespace_manager)} compares.",
                hint="Write the number or the time itself.",
            ) from error

    def _runs(self, suspicions: Iterable[Suspicion]) -> Iterator[Run]:
        """Yield what is to be tried; a node shape is tried with its property shapes."""
        whole: dict[Node, frozenset[Node] | None] = {}
        for each in suspicions:
            root, shape, nodes = each.unit.root, each.unit.shape, each.nodes
            if root == shape:
                whole[root] = nodes
                yield self._by_node[root], None if nodes is None else _ordered(nodes)
            elif (done := whole.get(root, frozenset())) is not None:
                focused = self._by_node[root].focus_nodes(self._data) if nodes is None else nodes
                yield self._by_node[shape], _ordered(focused - done)

    @contextmanager
    def _added(self, triples: Iterable[ox.Triple]) -> Iterator[None]:
        """Add triples to the vocabulary for a while; those that are in it stay."""
        new = [each for each in map(conversion.translated, triples) if each not in self._data]
        for triple in new:
            self._data.add(triple)
        try:
            yield
        finally:
            for triple in new:
                self._data.remove(triple)


def _ordered(nodes: Iterable[Node]) -> list[RDFNode]:
    return sorted(cast(Iterable[RDFNode], nodes), key=str)
