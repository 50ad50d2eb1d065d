"""A store with the vocabulary, to which the triples of one check are added for as long as it takes.

An in-memory store of Oxigraph keeps what is removed from it, so that it is made anew after some
checks. It must not be used by two threads at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, cast

import pyoxigraph as ox
from rdflib.term import Node

from reportedly import documents
from reportedly.validation.compiled.contents import Contents, Doubts
from reportedly.validation.compiled.units import Unit

_CHECKS: Final = 64
"""How many checks a store is used for."""


@dataclass(frozen=True)
class Suspicion:
    """Focus nodes that have results from the shape of a unit; None means that any may have."""

    unit: Unit
    nodes: frozenset[Node] | None


class Base:
    """The vocabulary in a store, and what the units say of it alone."""

    def __init__(self, units: Sequence[Unit], vocabulary: Iterable[ox.Triple]) -> None:
        self._units = units
        self._quads = {ox.Quad(*triple) for triple in vocabulary}
        self._contents = Contents.of(self._quads, {})
        self._store, self._checks = self._stocked(), 0
        self._alone = {id(unit): _answer(self._store, unit) for unit in units}

    def suspicions(self, triples: Iterable[ox.Triple]) -> list[Suspicion]:
        """Return which units find fault with the vocabulary and some triples together.

        A unit that reads nothing of what the triples are about says what it says without them.
        """
        quads = {ox.Quad(*triple) for triple in triples} - self._quads
        contents = Contents.of(quads, self._contents.superclasses)
        self._checks += 1
        if self._checks > _CHECKS:
            self._store, self._checks = self._stocked(), 0
        size = len(self._store)
        self._store.extend(quads)
        try:
            doubts = self._doubts(contents, merged=len(self._store) < size + len(quads))
            found = [Suspicion(unit, self._nodes(unit, contents, doubts)) for unit in self._units]
        finally:
            for quad in quads:
                self._store.remove(quad)
        return [each for each in found if each.nodes is None or each.nodes]

    def _nodes(self, unit: Unit, contents: Contents, doubts: Doubts) -> frozenset[Node] | None:
        if unit.unsupported or doubts.concern(unit.reads):
            return None
        if unit.reads.touched(contents.predicates, contents.classes):
            return _answer(self._store, unit)
        return self._alone[id(unit)]

    def _doubts(self, contents: Contents, *, merged: bool) -> Doubts:
        """Return the doubts about all triples; those that were `merged` have lost a distinction."""
        both = self._contents.doubts | contents.doubts
        return Doubts(both.forms, both.values | both.forms) if merged else both

    def _stocked(self) -> ox.Store:
        store = ox.Store()
        store.extend(self._quads)
        return store


def _answer(store: ox.Store, unit: Unit) -> frozenset[Node]:
    """Return the focus nodes that the queries of a unit find in a store."""
    answers = (solution for query in unit.queries for solution in _solutions(store, query))
    return frozenset(documents.node(solution["this"]) for solution in answers)


def _solutions(store: ox.Store, query: str) -> ox.QuerySolutions:
    return cast(ox.QuerySolutions, store.query(query))
