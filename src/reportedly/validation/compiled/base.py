"""A store with the vocabulary, to which the triples of one check are added for as long as it takes.

An in-memory store of Oxigraph keeps what is removed from it, so that it is made anew after some
checks. It must not be used by two threads at once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Final, cast

import pyoxigraph as ox
from rdflib.namespace import RDFS
from rdflib.term import Node

from reportedly import documents
from reportedly.validation.compiled.contents import Classes, Contents, Doubts, Pair, Subject
from reportedly.validation.compiled.counting import Facts
from reportedly.validation.compiled.graphs import (
    DATASET,
    INSTANCE_OF,
    INSTANCES,
    NEW,
    NEW_INSTANCES,
)
from reportedly.validation.compiled.units import Unit

_CHECKS: Final = 64
"""How many checks a store is used for."""
_SUBCLASS: Final = str(RDFS.subClassOf)


@dataclass(frozen=True)
class Suspicion:
    """Focus nodes that have results from the shape of a unit; None means that any may have."""

    unit: Unit
    nodes: frozenset[Node] | None


class Base:
    """The vocabulary in a store, and what the units say of it alone."""

    def __init__(self, units: Sequence[Unit], vocabulary: Iterable[ox.Triple]) -> None:
        self._units = units
        self._triples = frozenset(vocabulary)
        self._contents = Contents(self._triples, lists=True)
        self._classes = Classes(self._contents)
        self._instances = frozenset(self._classes.instances(self._contents))
        self._store, self._checks = self._stocked(), 0
        self._doubts = self._contents.doubts
        if len(self._store) < len(self._triples) + len(self._instances):
            self._doubts = self._doubts.worse()
        predicates = self._contents.predicates
        self._alone = {id(unit): self._all_nodes(unit, predicates) for unit in units}

    def suspicions(self, triples: Iterable[ox.Triple]) -> list[Suspicion]:
        """Return which units find fault with the vocabulary and some triples together.

        A unit that reads nothing of what the triples are about says what it says without them, and
        one that only leads on from its focus nodes is asked of what the triples are about.
        """
        new = frozenset(triples) - self._triples
        contents = Contents(new)
        instances = self._instances_with(contents)
        with self._added(new, instances):
            doubts = self._doubts_with(contents, len(new))
            facts = self._facts(new, contents, instances)
            found = [
                Suspicion(unit, None if doubts.concern(unit.reads) else self._nodes(unit, facts))
                for unit in self._units
            ]
        return [each for each in found if each.nodes is None or each.nodes]

    def _facts(self, new: Set[ox.Triple], contents: Contents, instances: Set[Pair]) -> Facts:
        focus = defaultdict[str, set[Subject]](set)
        for subject, class_ in instances:
            if isinstance(class_, ox.NamedNode):
                focus[class_.value].add(subject)
        known = instances | self._instances
        return Facts(contents, focus, known, (self._triples, new), self._apart(contents))

    def _apart(self, contents: Contents) -> bool:
        """Return whether triples say nothing about the terms of the vocabulary."""
        return contents.subjects.isdisjoint(self._contents.terms)

    def _doubts_with(self, contents: Contents, size: int) -> Doubts:
        """Return the doubts about all triples; of some, two may have become one in the store."""
        doubts = contents.doubts
        if doubts.forms and not (self._apart(contents) and sum(1 for _ in self._new()) == size):
            doubts = doubts.worse()
        return self._doubts | doubts

    def _new(self) -> Iterator[ox.Quad]:
        return self._store.quads_for_pattern(None, None, None, NEW)

    def _nodes(self, unit: Unit, facts: Facts) -> frozenset[Node] | None:
        """Return the focus nodes with results, or None if that can't be said."""
        if unit.unsupported:
            return None
        new, alone = facts.contents.predicates, self._alone[id(unit)]
        if not unit.reads.touched(new, facts.focus.keys()):
            return alone
        known = new | self._contents.predicates
        if not facts.apart or not unit.reads.leads_on(new):
            return self._all_nodes(unit, known)
        if unit.counted and unit.counted.holds(facts):
            return alone
        return alone | self._answers(each.new for each in unit.queries if each.needs <= known)

    def _all_nodes(self, unit: Unit, predicates: Set[str]) -> frozenset[Node]:
        return self._answers(query.every for query in unit.queries if query.needs <= predicates)

    def _answers(self, queries: Iterable[str]) -> frozenset[Node]:
        return frozenset(
            documents.node(solution["this"])
            for query in queries
            for solution in cast(
                ox.QuerySolutions, self._store.query(query, default_graph=list(DATASET))
            )
        )

    def _instances_with(self, contents: Contents) -> frozenset[Pair]:
        """Return who is an instance of what by some triples, and was not before."""
        if _SUBCLASS not in contents.pairs:
            return frozenset(self._classes.instances(contents)) - self._instances
        classes = Classes(self._contents, contents)
        every = (classes.instances(each) for each in (self._contents, contents))
        return frozenset(chain.from_iterable(every)) - self._instances

    @contextmanager
    def _added(self, new: Collection[ox.Triple], instances: Iterable[Pair]) -> Iterator[None]:
        """Add triples to the store for a while."""
        self._checks += 1
        if self._checks > _CHECKS:
            self._store, self._checks = self._stocked(), 1
        others = [ox.Quad(one, INSTANCE_OF, other, INSTANCES) for one, other in instances]
        named = [ox.Quad(one, INSTANCE_OF, other, NEW_INSTANCES) for one, other in instances]
        try:
            self._store.extend(ox.Quad(t.subject, t.predicate, t.object, NEW) for t in new)
            self._store.extend(others + named)
            yield
        finally:
            self._store.remove_graph(NEW)
            self._store.remove_graph(NEW_INSTANCES)
            for quad in others:
                self._store.remove(quad)

    def _stocked(self) -> ox.Store:
        store = ox.Store()
        store.extend(ox.Quad(*triple) for triple in self._triples)
        store.extend(ox.Quad(one, INSTANCE_OF, other, INSTANCES) for one, other in self._instances)
        return store
