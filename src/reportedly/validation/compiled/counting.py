"""The constraints that counting and looking up decide, without a query.

They are most of what shapes say: how many values, of which class, datatype or kind. Only where
one of them does not hold is the query of the unit asked.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import Final, Self

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from reportedly.validation.compiled.contents import Contents, Pair, Subject, Term

Test = Callable[[Term, "Facts"], bool]
"""Says whether a value is as it should be."""

_KINDS: Final[dict[Node, tuple[type, ...]]] = {
    SH.IRI: (ox.NamedNode,),
    SH.BlankNode: (ox.BlankNode,),
    SH.Literal: (ox.Literal,),
    SH.BlankNodeOrIRI: (ox.BlankNode, ox.NamedNode),
    SH.BlankNodeOrLiteral: (ox.BlankNode, ox.Literal),
    SH.IRIOrLiteral: (ox.NamedNode, ox.Literal),
}


@dataclass(frozen=True)
class Facts:
    """What is new, who is an instance of a class by that, and who is one in all.

    `apart` says that nothing new is about a term of the vocabulary.
    """

    contents: Contents
    focus: Mapping[str, Set[Subject]]
    instances: Set[Pair]
    apart: bool


@dataclass(frozen=True)
class Counted:
    """A property shape of which nothing but counting and looking up is asked."""

    targets: tuple[str, ...]
    path: str
    least: int
    most: float
    tests: tuple[Test, ...]

    @classmethod
    def of(cls, shapes: Graph, targets: list[Node], shape: Node) -> Self | None:
        """Return what is asked of a shape with these classes as targets; None if it is more."""
        path, asked = shapes.value(shape, SH.path), set(shapes.predicates(shape))
        if not isinstance(path, URIRef) or not asked <= _ASKED or not targets:
            return None
        values = {term: list(shapes.objects(shape, term)) for term in asked}
        return cls(
            targets=tuple(map(str, targets)),
            path=str(path),
            least=max(map(_number, values.get(SH.minCount, ())), default=0),
            most=min(map(_number, values.get(SH.maxCount, ())), default=float("inf")),
            tests=tuple(
                test(value) for term, test in _TESTS.items() for value in values.get(term, ())
            ),
        )

    def holds(self, facts: Facts) -> bool:
        """Return whether all that is new keeps to this."""
        focus = {node for each in self.targets for node in facts.focus.get(each, ())}
        values = [pair for pair in facts.contents.pairs.get(self.path, ()) if pair[0] in focus]
        counts = Counter(subject for subject, _ in values)
        return (
            max(counts.values(), default=0) <= self.most
            and (self.least == 0 or all(counts[node] >= self.least for node in focus))
            and all(test(value, facts) for test in self.tests for _, value in values)
        )


def _number(node: Node) -> int:
    return int(node.value) if isinstance(node, Literal) else 0


def _class(class_: Node) -> Test:
    name = ox.NamedNode(str(class_))
    return lambda value, facts: (value, name) in facts.instances


def _datatype(datatype: Node) -> Test:
    name = ox.NamedNode(str(datatype))
    return lambda value, _: isinstance(value, ox.Literal) and value.datatype == name


def _node_kind(kind: Node) -> Test:
    types = _KINDS[kind]
    return lambda value, _: isinstance(value, types)


_TESTS: Final[dict[Node, Callable[[Node], Test]]] = {
    SH["class"]: _class,
    SH.datatype: _datatype,
    SH.nodeKind: _node_kind,
}
_ASKED: Final[set[Node]] = {
    *_TESTS,
    SH.path,
    SH.minCount,
    SH.maxCount,
    SH.message,
    SH.severity,
    RDF.type,
}
