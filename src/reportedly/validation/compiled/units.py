"""Shapes as units: what has results of its own, with the queries that find the nodes at fault."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from rdflib import Graph
from rdflib.namespace import SH
from rdflib.term import Node

from reportedly.validation.compiled.constraints import COMPONENTS
from reportedly.validation.compiled.queries import sparql_query
from reportedly.validation.compiled.reads import Reads
from reportedly.validation.compiled.targets import is_of_shacl, roots, target_pattern
from reportedly.validation.compiled.unsupported import Unsupported
from reportedly.validation.compiled.writer import Writer, deactivated

_SILENT = {
    SH.path, SH.name, SH.description, SH.order, SH.group, SH.defaultValue, SH.message, SH.severity,
    SH.deactivated, SH.ignoredProperties, SH.targetNode, SH.targetClass, SH.targetSubjectsOf,
    SH.targetObjectsOf, SH.qualifiedMinCount, SH.qualifiedMaxCount, SH.qualifiedValueShapesDisjoint,
    SH.declare,
}  # fmt: skip
"""What may be said of a shape without constraining anything by itself."""


@dataclass(frozen=True)
class Unit:
    """A shape with targets, `root`, or one of its property shapes; both have the same focus nodes.

    The queries bind `?this` to the focus nodes that have results from `shape`; those of a node
    shape leave out what its property shapes find, which are units themselves. Where it can't be
    compiled, `unsupported` says why, and there are no queries.
    """

    root: Node
    shape: Node
    queries: tuple[str, ...]
    reads: Reads
    unsupported: str = ""


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
        targets = target_pattern(shapes, root, writer.reads)
        queries = tuple(_queries(writer, root, shape, targets))
    except Unsupported as reason:
        return Unit(root, shape, (), writer.reads, str(reason))
    return Unit(root, shape, queries, writer.reads)


def _queries(writer: Writer, root: Node, shape: Node, targets: str) -> Iterator[str]:
    """Yield the queries of a unit: one of SHACL core, if there is any of it, and its own."""
    shapes, apart = writer.shapes, {SH.sparql}
    if root == shape and shapes.value(shape, SH.path) is None:
        apart.add(SH.property)
    tests = [test for test in _tests(writer, shape, "?this", apart) if test != "false"]
    if tests:
        if writer.reads.nothing and shapes.value(root, SH.targetNode) is not None:
            raise Unsupported("a path of length zero from a node that may be in no triple")
        yield f"SELECT DISTINCT ?this WHERE {{ {targets} FILTER({' || '.join(tests)}) }}"
    for constraint in sorted(shapes.objects(shape, SH.sparql), key=str):
        if not deactivated(shapes, constraint):
            yield sparql_query(shapes, shape, constraint, targets, writer.reads)


def _tests(writer: Writer, shape: Node, focus: str, apart: Collection[Node] = ()) -> Iterator[str]:
    """Yield the expressions that are true where a focus node violates a constraint of a shape."""
    shapes = writer.shapes
    custom = set(shapes.objects(None, SH.parameter / SH.path))
    for parameter, value in sorted(shapes.predicate_objects(shape)):
        if parameter in COMPONENTS and parameter not in apart:
            yield COMPONENTS[parameter](writer, shape, value, focus)
        elif parameter in custom or (
            is_of_shacl(parameter) and parameter not in {*_SILENT, *apart}
        ):
            raise Unsupported(f"{parameter.n3(shapes.namespace_manager)}")
