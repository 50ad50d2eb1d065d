"""What some triples are about, as far as it decides which queries they concern."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Self

import pyoxigraph as ox
from rdflib.namespace import RDF, RDFS

from reportedly.validation.compiled.lexical import Trust, trust
from reportedly.validation.compiled.reads import Reads

_TYPE: Final = str(RDF.type)
_SUBCLASS: Final = str(RDFS.subClassOf)

Superclasses = Mapping[str, set[str]]
"""Each class to those that it is said to be a subclass of."""


@dataclass(frozen=True)
class Doubts:
    """The predicates of literals whose lexical form is lost, or whose value is not sure."""

    forms: frozenset[str]
    values: frozenset[str]

    def __or__(self, other: "Doubts") -> "Doubts":
        return Doubts(self.forms | other.forms, self.values | other.values)

    def concern(self, reads: Reads) -> bool:
        """Return whether a query may answer wrongly for one of these literals."""
        doubtful = self.values | self.forms if reads.forms else self.values
        if reads.everything and reads.forms:
            return bool(doubtful)
        return not doubtful.isdisjoint(reads.predicates)


@dataclass(frozen=True)
class Contents:
    """The predicates of some triples, the classes of which they name instances, and the doubts."""

    predicates: frozenset[str]
    classes: frozenset[str]
    doubts: Doubts
    superclasses: Superclasses

    @classmethod
    def of(cls, quads: Iterable[ox.Quad], superclasses: Superclasses) -> Self:
        """Look through triples; `superclasses` are those known before."""
        objects = defaultdict[str, set[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]](set)
        known = defaultdict[str, set[str]](set, {each: {*up} for each, up in superclasses.items()})
        for quad in quads:
            predicate = quad.predicate.value
            objects[predicate].add(quad.object)
            if predicate == _SUBCLASS:
                known[_name(quad.subject)].add(_name(quad.object))
        trusted = {predicate: max(map(trust, terms)) for predicate, terms in objects.items()}
        return cls(
            predicates=frozenset(objects),
            classes=_with_superclasses(map(_name, objects.get(_TYPE, ())), known),
            doubts=Doubts(*(_of_trust(trusted, level) for level in (Trust.VALUE, Trust.NONE))),
            superclasses=known,
        )


def _name(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _of_trust(trusted: Mapping[str, Trust], level: Trust) -> frozenset[str]:
    return frozenset(predicate for predicate, least in trusted.items() if least is level)


def _with_superclasses(classes: Iterable[str], superclasses: Superclasses) -> frozenset[str]:
    found, waiting = set[str](), list(classes)
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting.extend(superclasses.get(each, ()))
    return frozenset(found)
