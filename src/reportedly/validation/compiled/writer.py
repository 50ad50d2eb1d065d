"""Writes what a shape forbids as one SPARQL expression over a variable."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from rdflib import BNode, Graph, Literal
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node

from reportedly.validation import conversion
from reportedly.validation.compiled import paths
from reportedly.validation.compiled.lexical import Trust, trust
from reportedly.validation.compiled.reads import Reads
from reportedly.validation.compiled.unsupported import Unsupported

_MOST: Final = 3
"""How many values are compared pair by pair."""


class Writer:
    """Writes the expressions of one query, and notes what it reads.

    `constraints` returns the expressions that are true of a focus node, a variable such as
    `?this`, where a shape has a result for it; nested shapes are written by way of it.
    """

    def __init__(
        self, shapes: Graph, constraints: Callable[["Writer", Node, str], Iterator[str]]
    ) -> None:
        self.shapes = shapes
        self.reads = Reads()
        self._constraints = constraints
        self._variables = 0
        self._open: list[Node] = []
        self._judging = False

    @property
    def nested(self) -> bool:
        """Whether the shape that is being written is within another."""
        return len(self._open) > 1

    def violated(self, shape: Node, focus: str) -> str:
        """Return an expression that is true where a focus node has results from a shape.

        Raises Unsupported if any part of the shape can't be written, or if it is recursive.
        """
        if deactivated(self.shapes, shape):
            return "false"
        with self._opened(shape):
            parts = list(self._constraints(self, shape, focus))
        return f"({' || '.join(parts)})" if parts else "false"

    def nonconforming(self, shape: Node, focus: str) -> str:
        """Return an expression that is true where a node does not conform to a shape.

        Unlike `violated`, it is for shapes whose results are only counted. Raises Unsupported also
        for severities, which engines take into account differently there.
        """
        before, self._judging = self._judging, True
        try:
            return self.violated(shape, focus)
        finally:
            self._judging = before

    def some(self, shape: Node, focus: str, test: Callable[[str], str]) -> str:
        """Return an expression that is true where a test is true of any value node of a shape."""
        path = self.path(shape)
        if path is None:
            return test(focus)
        value = self.variable()
        return f"EXISTS {{ {focus} {path} {value} . FILTER({test(value)}) }}"

    def distinct(
        self, shape: Node, focus: str, number: int, test: Callable[[str], str] | None = None
    ) -> str:
        """Return an expression that is true where so many values pass a test, if there is one."""
        if number > _MOST:
            raise Unsupported(f"a count of {number}")
        path, values = self.values_path(shape), [self.variable() for _ in range(number)]
        pattern = " ".join(f"{focus} {path} {value} ." for value in values)
        pairs = [
            f"!sameTerm({one}, {other})" for n, one in enumerate(values) for other in values[:n]
        ]
        conditions = [*pairs, *(map(test, values) if test else ())]
        return f"EXISTS {{ {pattern} {''.join(f'FILTER({each}) ' for each in conditions)}}}"

    def path(self, shape: Node) -> str | None:
        """Return the path of a property shape in SPARQL, or nothing for a node shape."""
        path = self.shapes.value(shape, SH.path)
        if path is None:
            return None
        return paths.sparql_path(self.shapes, path, self.reads)

    def values_path(self, shape: Node) -> str:
        """Return the path of a shape that must be a property shape; else raise Unsupported."""
        path = self.path(shape)
        if path is None:
            raise Unsupported("a constraint on property shapes on a node shape")
        return path

    def members(self, head: Node) -> list[Node]:
        """Return the members of a list of the shapes graph."""
        return list(Collection(self.shapes, head))

    def variable(self) -> str:
        """Return a variable that is not yet used."""
        self._variables += 1
        return f"?v{self._variables}"

    @contextmanager
    def _opened(self, shape: Node) -> Iterator[None]:
        if shape in self._open:
            raise Unsupported("a recursive shape")
        if self._judging and self.shapes.value(shape, SH.severity) not in (None, SH.Violation):
            raise Unsupported("a severity within another shape")
        self._open.append(shape)
        yield
        self._open.pop()


def deactivated(shapes: Graph, shape: Node) -> bool:
    """Return whether a shape or constraint is switched off."""
    switch = shapes.value(shape, SH.deactivated)
    return isinstance(switch, Literal) and switch.value is True


def is_true(node: Node | None) -> bool:
    """Return whether a node is the literal `true`.

    Raises Unsupported for `1`, the value of which is true: engines differ there.
    """
    if isinstance(node, Literal) and node.value is True and str(node) != "true":
        raise Unsupported(f"{node} for true")
    return isinstance(node, Literal) and node.value is True


def constant(node: Node, least: Trust = Trust.ORDER) -> str:
    """Return an IRI or literal as SPARQL writes it.

    Raises Unsupported for a blank node, and for a literal that is not trusted so far.
    """
    if isinstance(node, BNode) or trust(conversion.to_oxigraph(node)) > least:
        raise Unsupported(f"the value {node}")
    return node.n3()
