"""The constraints that counting and looking up decide, without a query.

They are most of what shapes say: which properties, how many values, of which class, datatype or
kind. Only where one of them does not hold is the query of the unit asked.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import Final, Self

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
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

    `triples` are those that are known and those that are new. `apart` says that nothing new is
    about a term of the vocabulary.
    """

    contents: Contents
    focus: Mapping[str, Set[Subject]]
    instances: Set[Pair]
    triples: tuple[Set[ox.Triple], ...]
    apart: bool


@dataclass(frozen=True)
class Counted:
    """A property shape of which nothing but counting and looking up is asked."""

    targets: tuple[str, ...]
    path: str
    least: int
    most: float
    test: Test

    @classmethod
    def of(cls, shapes: Graph, targets: list[Node], shape: Node) -> Self | None:
        """Return what is asked of a shape with these classes as targets; None if it is more."""
        path, test = shapes.value(shape, SH.path), _all_tests(shapes, shape, besides=_COUNTS)
        if not isinstance(path, URIRef) or test is None or not targets:
            return None
        return cls(
            targets=tuple(map(str, targets)),
            path=str(path),
            least=max(map(_number, shapes.objects(shape, SH.minCount)), default=0),
            most=min(map(_number, shapes.objects(shape, SH.maxCount)), default=float("inf")),
            test=test,
        )

    def holds(self, facts: Facts) -> bool:
        """Return whether all that is new keeps to this."""
        focus = {node for each in self.targets for node in facts.focus.get(each, ())}
        values = [pair for pair in facts.contents.pairs.get(self.path, ()) if pair[0] in focus]
        counts = Counter(subject for subject, _ in values)
        return (
            max(counts.values(), default=0) <= self.most
            and (self.least == 0 or all(counts[node] >= self.least for node in focus))
            and all(self.test(value, facts) for _, value in values)
        )


@dataclass(frozen=True)
class Closed:
    """A node shape that says which properties there may be, and what its nodes themselves are."""

    targets: tuple[str, ...]
    allowed: frozenset[str] | None
    test: Test

    @classmethod
    def of(cls, shapes: Graph, targets: list[Node], shape: Node) -> Self | None:
        """Return what is asked of a shape but for its properties; None if it is more."""
        test = _all_tests(shapes, shape, besides=_CLOSING)
        if test is None or not targets:
            return None
        return cls(tuple(map(str, targets)), _allowed(shapes, shape), test)

    def holds(self, facts: Facts) -> bool:
        """Return whether all that is new keeps to this."""
        focus = {node for each in self.targets for node in facts.focus.get(each, ())}
        known = facts.contents.predicates
        others = known - (known if self.allowed is None else self.allowed)
        return all(self.test(node, facts) for node in focus) and not any(
            subject in focus for each in others for subject, _ in facts.contents.pairs[each]
        )


def _allowed(shapes: Graph, shape: Node) -> frozenset[str] | None:
    """Return the properties that a closed shape lets pass; None if it is not closed."""
    closed = shapes.value(shape, SH.closed)
    if not isinstance(closed, Literal) or closed.value is not True:
        return None
    ignored = shapes.value(shape, SH.ignoredProperties)
    paths = set(shapes.objects(shape, SH.property / SH.path))
    others = Collection(shapes, ignored) if ignored is not None else ()
    return frozenset(str(path) for path in {*paths, *others} if isinstance(path, URIRef))


def _number(node: Node) -> int:
    return int(node.value) if isinstance(node, Literal) else 0


def _all_tests(shapes: Graph, shape: Node, besides: Set[Node] = frozenset()) -> Test | None:
    """Return a test for all that a shape asks of one value; None if it asks anything else."""
    tests = list[Test]()
    for parameter, value in shapes.predicate_objects(shape):
        if parameter in besides or parameter in _SILENT:
            continue
        if parameter in _TESTS:
            test = _TESTS[parameter](shapes, value)
            if test is None:
                return None
            tests.append(test)
        else:
            return None
    return lambda value, facts: all(test(value, facts) for test in tests)


def _class(_: Graph, class_: Node) -> Test:
    name = ox.NamedNode(str(class_))
    return lambda value, facts: (value, name) in facts.instances


def _datatype(_: Graph, datatype: Node) -> Test:
    name = ox.NamedNode(str(datatype))
    return lambda value, _: isinstance(value, ox.Literal) and value.datatype == name


def _node_kind(_: Graph, kind: Node) -> Test:
    types = _KINDS[kind]
    return lambda value, _: isinstance(value, types)


def _in(shapes: Graph, members: Node) -> Test | None:
    nodes = list(Collection(shapes, members))
    names = {ox.NamedNode(str(node)) for node in nodes if isinstance(node, URIRef)}
    return (lambda value, _: value in names) if len(names) == len(nodes) else None


def _or(shapes: Graph, members: Node) -> Test | None:
    tests = [_all_tests(shapes, member) for member in Collection(shapes, members)]
    certain = [test for test in tests if test is not None]
    if len(certain) < len(tests):
        return None
    return lambda value, facts: any(test(value, facts) for test in certain)


def _pattern(_: Graph, pattern: Node) -> Test:
    expression = re.compile(str(pattern))
    return lambda value, _: expression.search(_text(value)) is not None


def _max_length(_: Graph, length: Node) -> Test:
    return lambda value, _: len(_text(value)) <= _number(length)


def _min_length(_: Graph, length: Node) -> Test:
    return lambda value, _: len(_text(value)) >= _number(length)


def _property(shapes: Graph, shape: Node) -> Test | None:
    """Return a test for a link to one IRI, which is all that may be asked of values of values."""
    path, link = shapes.value(shape, SH.path), shapes.value(shape, SH.hasValue)
    asked = set(shapes.predicates(shape)) - _SILENT
    if asked != _LINK or not isinstance(path, URIRef) or not isinstance(link, URIRef):
        return None
    predicate, target = ox.NamedNode(str(path)), ox.NamedNode(str(link))

    def test(value: Term, facts: Facts) -> bool:
        if isinstance(value, ox.Literal):
            return False
        return any(ox.Triple(value, predicate, target) in each for each in facts.triples)

    return test


def _text(value: Term) -> str:
    """Return the text of an IRI or literal; a blank node is never tested, since it is in doubt."""
    return "" if isinstance(value, ox.Triple) else value.value


_TESTS: Final[dict[Node, Callable[[Graph, Node], Test | None]]] = {
    SH["class"]: _class,
    SH.datatype: _datatype,
    SH.nodeKind: _node_kind,
    SH["in"]: _in,
    SH["or"]: _or,
    SH.node: _all_tests,
    SH.pattern: _pattern,
    SH.maxLength: _max_length,
    SH.minLength: _min_length,
    SH.property: _property,
}
_SILENT: Final[Set[Node]] = frozenset({SH.message, SH.severity, RDF.type})
_COUNTS: Final[Set[Node]] = frozenset({SH.path, SH.minCount, SH.maxCount})
_CLOSING: Final[Set[Node]] = frozenset(
    {SH.closed, SH.ignoredProperties, SH.property, SH.targetClass}
)
_LINK: Final[Set[Node]] = frozenset({SH.path, SH.hasValue})
