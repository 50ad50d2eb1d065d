"""Shapes compiled to SPARQL once, to find the nodes at fault in milliseconds.

`units` takes a shapes graph apart and has a query written for each part (`targets`, `paths`,
`constraints`, `queries`); `base` asks them of an in-memory store, as far as `counting` does not
settle it. What can't be compiled is declared, and literals that engines read differently are
noticed (`lexical`), so that nothing is ever guessed: both are left to whoever explains.
"""

from dataclasses import dataclass
from typing import Self

from rdflib import Graph
from rdflib.term import Node

from reportedly.validation.compiled.base import Base, Suspicion
from reportedly.validation.compiled.units import Unit, units

__all__ = ["Base", "Compiled", "Suspicion", "Unit", "Unsupported"]


@dataclass(frozen=True)
class Unsupported:
    """A shape that is not compiled, with the shape whose focus nodes it has, and the reason."""

    root: Node
    shape: Node
    reason: str


@dataclass(frozen=True)
class Compiled:
    """A shapes graph as queries."""

    units: tuple[Unit, ...]

    @classmethod
    def of(cls, shapes: Graph) -> Self:
        """Compile a shapes graph, which is not changed."""
        return cls(tuple(units(shapes)))

    @property
    def unsupported(self) -> list[Unsupported]:
        """What is left to pySHACL, because no query says the same."""
        return [
            Unsupported(unit.root, unit.shape, unit.unsupported)
            for unit in self.units
            if unit.unsupported
        ]
