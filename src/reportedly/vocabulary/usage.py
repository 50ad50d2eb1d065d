"""How often data use a term or a concept, and an example of it; both in bounded time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from reportedly import lookup
from reportedly.attribution.model import NOTHING, Ref, Text
from reportedly.engine.port import Engine
from reportedly.results import Cell

MOST: Final = 1_000
"""How far uses are counted: a page must not wait for millions of them."""

_COUNT: Final = "{ SELECT (<%s> AS ?term) (COUNT(*) AS ?uses) { SELECT ?s WHERE { %s } LIMIT %d } }"
_SAMPLE: Final = "{ SELECT (<%s> AS ?term) ?s ?o WHERE { %s } LIMIT 1 }"


@dataclass(frozen=True)
class Uses:
    """How many uses there are; `more` than that if there were too many to count."""

    number: int
    more: bool = False

    def __str__(self) -> str:
        return f"more than {self.number:,}" if self.more else f"{self.number:,}"

    def __bool__(self) -> bool:
        return self.number > 0


@dataclass(frozen=True)
class Sample:
    """One use of a term: of a property by `subject`, which has `value`; of a class, `subject`."""

    subject: Ref
    value: Ref | Text = NOTHING


def counts(engine: Engine, patterns: Mapping[str, str]) -> dict[str, Uses]:
    """Return how many solutions of `?s` the pattern of each term has, up to MOST."""
    if not patterns:
        return {}
    asked = (_COUNT % (term, pattern, MOST + 1) for term, pattern in patterns.items())
    rows = lookup.solutions(engine, f"SELECT ?term ?uses WHERE {{ {' UNION '.join(asked)} }}").rows
    return {term.text: _uses(int(number.text)) for term, number in rows if term and number}


def samples(engine: Engine, patterns: Mapping[str, str]) -> dict[str, Sample]:
    """Return a solution of the pattern of each term: its `?s` and, where it has one, its `?o`."""
    asked = (_SAMPLE % each for each in patterns.items())
    rows = lookup.solutions(engine, f"SELECT ?term ?s ?o WHERE {{ {' UNION '.join(asked)} }}").rows
    called = _names(engine, _iris(cell for row in rows for cell in row[1:]))
    return {
        term.text: Sample(called[subject.text], _value(value, called))
        for term, subject, value in rows
        if term and subject and subject.kind == "uri"
    }


def _uses(number: int) -> Uses:
    return Uses(min(number, MOST), number > MOST)


def _names(engine: Engine, iris: set[str]) -> dict[str, Ref]:
    """Name things; not by a gloss, which would be a claim without a speaker."""
    labels = lookup.labels(engine, iris)
    return {iri: _ref(iri, labels.get(iri, "")) for iri in iris}


def _ref(iri: str, label: str) -> Ref:
    return Ref(iri, label, "en") if label else Ref(iri, iri.rpartition("#")[2])


def _iris(cells: Iterable[Cell | None]) -> set[str]:
    return {cell.text for cell in cells if cell and cell.kind == "uri"}


def _value(cell: Cell | None, called: Mapping[str, Ref]) -> Ref | Text:
    if cell is None:
        return NOTHING
    return called.get(cell.text) or Text(cell.text, cell.language)
