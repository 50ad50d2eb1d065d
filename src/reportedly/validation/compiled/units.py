"""Shapes as units: what has results of its own, with the queries that find the nodes at fault."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from reportedly.validation.compiled.constraints import COMPONENTS, TESTS
from reportedly.validation.compiled.counting import Closed, Counted
from reportedly.validation.compiled.queries import Query, sparql_query
from reportedly.validation.compiled.reads import Reads
from reportedly.validation.compiled.targets import TARGETS, classes, is_of_shacl, roots, targets
from reportedly.validation.compiled.unsupported import Unsupported
from reportedly.validation.compiled.writer import Writer, deactivated

_SILENT = {
    SH.path, SH.name, SH.description, SH.order, SH.group, SH.defaultValue, SH.message, SH.severity,
    SH.deactivated, SH.ignoredProperties, SH.targetNode, SH.targetClass, SH.targetSubjectsOf,
    SH.targetObjectsOf, SH.qualifiedMinCount, SH.qualifiedMaxCount, SH.qualifiedValueShapesDisjoint,
    SH.declare, SH.prefixes,
}  # fmt: skip
"""What may be said of a shape without constraining anything by itself."""
_WITHOUT_VALUES = {SH.minCount, SH.hasValue, SH.equals, SH.qualifiedValueShape}
"""The constraints of a property shape that a node without any value can violate."""


@dataclass(frozen=True)
class Unit:
    """A shape with targets, `root`, or one of its property shapes; both have the same focus nodes.

    The queries bind `?this` to the focus nodes that have results from `shape`; those of a node
    shape leave out what its property shapes find, which are units themselves. Where it can't be
    compiled, `unsupported` says why, and there are no queries. `counted` is all that is asked, if
    that is little.
    """

    root: Node
    shape: Node
    queries: tuple[Query, ...]
    reads: Reads
    unsupported: str = ""
    counted: Counted | Closed | None = None


def units(shapes: Graph) -> Iterator[Unit]:
    """Yield the units of a shapes graph."""
    for root in roots(shapes):
        if deactivated(shapes, root):
            continue
        yield _unit(shapes, root, root)
        if shapes.value(root, SH.path) is None:
            for shape in sorted(shapes.objects(root, SH.property), key=str):
                if not deactivated(shapes, shape):
                    yield _unit(shapes, root, shape)


def _unit(shapes: Graph, root: Node, shape: Node) -> Unit:
    writer = Writer(shapes, _tests)
    try:
        queries = tuple(_queries(writer, root, shape))
    except Unsupported as reason:
        return Unit(root, shape, (), writer.reads, str(reason))
    return Unit(root, shape, queries, writer.reads, counted=_counted(shapes, root, shape))


def _counted(shapes: Graph, root: Node, shape: Node) -> Counted | Closed | None:
    """Return what is asked of instances; None if it is too much, or asked of others, too."""
    aimed = {each for each in TARGETS if shapes.value(root, each) is not None}
    if aimed != {SH.targetClass} or root in classes(shapes):
        return None
    kind = Closed if root == shape and shapes.value(shape, SH.path) is None else Counted
    return kind.of(shapes, list(shapes.objects(root, SH.targetClass)), shape)


def _queries(writer: Writer, root: Node, shape: Node) -> Iterator[Query]:
    """Yield the queries of a unit: one of SHACL core, if there is any of it, and its own."""
    shapes, focus = writer.shapes, targets(writer.shapes, root, writer.reads)
    apart = {SH.sparql}
    if root == shape and shapes.value(shape, SH.path) is None:
        apart.add(SH.property)
    tests = [test for test in _tests(writer, shape, "?this", apart) if test != "false"]
    if tests:
        if writer.reads.nothing and shapes.value(root, SH.targetNode) is not None:
            raise Unsupported("a path of length zero from a node that may be in no triple")
        before, after = "SELECT DISTINCT ?this WHERE { ", f" FILTER({' || '.join(tests)}) }}"
        yield Query.about(focus, before, after, needs=_needs(shapes, shape))
    for constraint in sorted(shapes.objects(shape, SH.sparql), key=str):
        if not deactivated(shapes, constraint):
            yield sparql_query(shapes, shape, constraint, focus, writer.reads)


def _needs(shapes: Graph, shape: Node) -> frozenset[str]:
    """Return the predicate that a node must have to violate the constraints of SHACL core."""
    path = shapes.value(shape, SH.path)
    free = _WITHOUT_VALUES.intersection(shapes.predicates(shape))
    if free or not isinstance(path, URIRef):
        return frozenset()
    return frozenset({str(path)})


def _tests(writer: Writer, shape: Node, focus: str, apart: Collection[Node] = ()) -> Iterator[str]:
    """Yield the expressions that are true where a focus node violates a constraint of a shape."""
    constraints = _constraints(writer.shapes, shape, apart)
    for parameter, value in constraints:
        if parameter in COMPONENTS:
            yield COMPONENTS[parameter](writer, shape, value, focus)
    about_one = [(TESTS[each], value) for each, value in constraints if each in TESTS]
    if about_one:

        def violated(variable: str) -> str:
            return " || ".join(test(writer, value, variable) for test, value in about_one)

        yield writer.some(shape, focus, violated)


def _constraints(shapes: Graph, shape: Node, apart: Collection[Node]) -> list[tuple[Node, Node]]:
    """Return the parameters of a shape with their values, but for some parameters."""
    custom = set(shapes.objects(None, SH.parameter / SH.path))
    found = [pair for pair in shapes.predicate_objects(shape) if pair[0] not in apart]
    for parameter, _ in found:
        known = parameter in TESTS or parameter in COMPONENTS or parameter in _SILENT
        if parameter in custom or (is_of_shacl(parameter) and not known):
            raise Unsupported(f"{parameter.n3(shapes.namespace_manager)}")
    return sorted(found)
