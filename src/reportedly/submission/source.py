"""A document that was read, and the places in it that its triples come from."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import pyoxigraph as ox
from rdflib import Literal
from rdflib.namespace import XSD
from rdflib.term import Node

from reportedly import documents
from reportedly.documents import Position
from reportedly.errors import SubmissionRefused
from reportedly.submission.guards import Fault


class Spot(NamedTuple):
    """Where the three terms of a triple start, in code points from 0."""

    subject: int
    predicate: int
    object: int


def refusal(text: str, start: int, reason: str, hint: str) -> SubmissionRefused:
    """Return the error of something in a text that may not be submitted."""
    place = documents.position(text, start)
    line = documents.line_of(text, start)
    return SubmissionRefused(reason, hint=hint, line=place.line, column=place.column, source=line)


@dataclass(frozen=True)
class Source:
    """A document: its text, its triples in order, its prefixes, and how to find their places."""

    text: str
    triples: list[ox.Triple]
    prefixes: dict[str, str]
    spots: Callable[[], Iterator[Spot]]

    def positions(self) -> "Positions":
        """Find where each triple stands."""
        return Positions(self.text, zip(self.triples, self.spots(), strict=False))

    def refusal(self, fault: Fault) -> SubmissionRefused:
        """Return the error of a fault in the triples."""
        number = fault.triple
        spot = None if number is None else next(islice(self.spots(), number, None), None)
        if spot is None:
            return SubmissionRefused(fault.reason, hint=fault.hint)
        return refusal(self.text, spot[fault.term], fault.reason, fault.hint)


class Positions:
    """Where the triples of a document stand in its text."""

    def __init__(self, text: str, spots: Iterable[tuple[ox.Triple, Spot]]) -> None:
        self._text = text
        self._starts: dict[tuple[str, ...], int] = {}
        for triple, spot in spots:
            self._add(triple, spot)

    def of(
        self, subject: Node, predicate: Node | None = None, value: Node | None = None
    ) -> Position | None:
        """Return where a triple stands; its object, if it is there, else the nearest to it.

        That is the first triple of that subject and predicate, then the first of that subject, then
        the first that has it as its object. Nothing is returned if the document does not name it.
        """
        focus = _key(subject)
        sought = [("object", *focus), ("subject", *focus)]
        if predicate is not None:
            sought.append((*focus, *_key(predicate)))
            if value is not None:
                sought.append((*focus, *_key(predicate), *_key(value)))
        found = (self._starts[key] for key in reversed(sought) if key in self._starts)
        start = next(found, None)
        return None if start is None else documents.position(self._text, start)

    def _add(self, triple: ox.Triple, spot: Spot) -> None:
        subject, predicate, value = map(_oxigraph_key, triple)
        for key, start in (
            (("subject", *subject), spot.subject),
            ((*subject, *predicate), spot.predicate),
            ((*subject, *predicate, *value), spot.object),
            (("object", *value), spot.object),
        ):
            self._starts.setdefault(key, start)


def _key(node: Node) -> tuple[str, ...]:
    """Return what tells a term from all others; of languages small and capital letters are one."""
    if not isinstance(node, Literal):
        return (str(node),)
    if node.language:
        return str(node), f"@{node.language.lower()}"
    return str(node), str(node.datatype or XSD.string)


def _oxigraph_key(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> tuple[str, ...]:
    if isinstance(term, ox.NamedNode):
        return (term.value,)
    if not isinstance(term, ox.Literal):
        return (str(term),)
    if term.language:
        return term.value, f"@{term.language.lower()}"
    return term.value, term.datatype.value
