"""Who tells of what: the voices and events of a selection, and the statements where they meet."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from reportedly import lookup
from reportedly.attribution import names
from reportedly.attribution.conditions import PROLOGUE, SAME, pattern
from reportedly.attribution.model import Ref, Selection
from reportedly.engine.port import Engine
from reportedly.results import Cell as Term

_EVENTS: Final = """
SELECT ?first (COUNT(DISTINCT ?source) AS ?sources) (COUNT(DISTINCT ?statement) AS ?statements)
WHERE {
  %s
  ?statement rpt:account ?account ; rpt:source ?source .
  ?account rpt:ofEvent ?event .
  FILTER(isIRI(?event))
  OPTIONAL { ?event owl:sameAs ?same . ?same a rpt:Event FILTER(isIRI(?same)) }
  BIND(COALESCE(?same, ?event) AS ?first)
} GROUP BY ?first ORDER BY DESC(?sources) DESC(?statements) ?first
"""
_LINKED: Final = f"""
SELECT DISTINCT ?first ?event WHERE {{
  VALUES ?first {{ %s }}
  ?first {SAME} ?event .
  FILTER(isIRI(?event))
}}
"""
_MEETINGS: Final = """
SELECT DISTINCT ?event ?statement ?source ?unnamed ?own ?notation ?account ?status ?denied WHERE {
  VALUES ?event { %s }
  ?account rpt:ofEvent ?event .
  ?statement rpt:account ?account ; rpt:source ?source .
  FILTER(isIRI(?statement) && isIRI(?source))
  %s
  BIND(EXISTS { ?source a rpt:UnnamedSource } AS ?unnamed)
  BIND(EXISTS { ?statement rpt:rendering <https://w3id.org/reportedly/kind/own-voice> } AS ?own)
  OPTIONAL { ?statement skos:notation ?notation }
  OPTIONAL { ?account rpt:status ?status FILTER(isIRI(?status)) }
  OPTIONAL { ?account rpt:denied ?denied }
}
"""


@dataclass(frozen=True)
class Voice:
    """Who speaks: one source, or several jointly."""

    sources: tuple[Ref, ...]
    unnamed: bool = False
    own: bool = False

    @property
    def iris(self) -> tuple[str, ...]:
        """What tells this voice from others."""
        return tuple(source.iri for source in self.sources)


@dataclass(frozen=True)
class Telling:
    """A statement that tells of the event, with the statuses of its accounts of that."""

    iri: str
    notation: str
    statuses: tuple[Ref, ...]
    denied: bool

    @property
    def label(self) -> str:
        """Its notation, or else the name that it has in its report."""
        return self.notation or self.iri.rpartition("#")[2]


@dataclass(frozen=True)
class Row:
    """An event, and what each voice tells of it, in the order of the matrix’s voices."""

    event: Ref
    cells: tuple[tuple[Telling, ...], ...]


@dataclass(frozen=True)
class Matrix:
    """The voices and events of a selection that meet most often.

    `events` is how many there are in all, and `voices` how many tell of the events in the rows.
    """

    columns: tuple[Voice, ...] = ()
    rows: tuple[Row, ...] = ()
    voices: int = 0
    events: int = 0

    @cached_property
    def whole(self) -> bool:
        """Whether all voices and all events of the selection are there."""
        return len(self.columns) == self.voices and len(self.rows) == self.events


def read(engine: Engine, selection: Selection, rows: int = 36, columns: int = 14) -> Matrix:
    """Return the matrix of a selection, in five queries: at most so many events and voices.

    The events that most voices tell of come first, and the voices that tell most of these. Takes
    tenths of a second if all of a thousand reports is selected: keep it while the data stay as
    they are. Raises QueryError for a selection that can’t be understood.
    """
    firsts = _firsts(engine, selection)
    groups = _groups(engine, firsts[:rows])
    met = _meetings(engine, selection, groups)
    voices = _ranked(met)
    shown = voices[:columns]
    called = names.read(engine, groups.values())
    table = [
        Row(called[first], tuple(tuple(met[first].get(voice, ())) for voice in shown))
        for first in sorted(dict.fromkeys(groups.values()), key=lambda each: -len(met[each]))
    ]
    merged = len(firsts[:rows]) - len(table)
    return Matrix(tuple(shown), tuple(table), len(voices), len(firsts) - merged)


def _firsts(engine: Engine, selection: Selection) -> list[str]:
    """Return the events of a selection, those that most sources tell of first.

    Of those that are linked as the same there is one.
    """
    rows = lookup.solutions(engine, PROLOGUE + _EVENTS % pattern(selection)).rows
    return [row[0].text for row in rows if row[0]]


def _groups(engine: Engine, firsts: Iterable[str]) -> dict[str, str]:
    """Return for each event that is linked to one of these by which of them it goes."""
    order = {first: number for number, first in enumerate(firsts)}
    rows = lookup.solutions(engine, PROLOGUE + _LINKED % names.values(order)).rows
    pairs = [
        (order[first.text], event.text, first.text) for first, event in rows if first and event
    ]
    found: dict[str, str] = {}
    for _, event, first in sorted(pairs):
        found.setdefault(event, found.get(first, first))
    return {event: found[event] for event in sorted(found, key=lambda each: order[found[each]])}


def _meetings(
    engine: Engine, selection: Selection, groups: Mapping[str, str]
) -> dict[str, dict[Voice, list[Telling]]]:
    """Return what each voice tells of each event."""
    query = PROLOGUE + _MEETINGS % (names.values(groups), pattern(selection))
    found = [_Meeting.of(row) for row in lookup.solutions(engine, query).rows]
    mentioned = {iri for each in found for iri in (each.source, each.status) if iri}
    called = names.read(engine, mentioned)
    voices = _voices(found, called)
    met: dict[str, dict[Voice, list[Telling]]] = defaultdict(lambda: defaultdict(list))
    by_place = defaultdict[tuple[str, str], list[_Meeting]](list)
    for each in found:
        by_place[groups[each.event], each.statement].append(each)
    for (first, statement), meetings in sorted(by_place.items()):
        met[first][voices[statement]].append(_telling(statement, meetings, called))
    return met


@dataclass(frozen=True)
class _Meeting:
    """One solution of the query for meetings."""

    event: str
    statement: str
    source: str
    unnamed: bool
    own: bool
    notation: str
    status: str
    denied: bool

    @classmethod
    def of(cls, row: tuple[Term | None, ...]) -> "_Meeting":
        event, statement, source, unnamed, own, notation, _, status, denied = (
            cell.text if cell else "" for cell in row
        )
        said_not = denied == "true"
        return cls(
            event, statement, source, unnamed == "true", own == "true", notation, status, said_not
        )


def _voices(found: Iterable[_Meeting], called: Mapping[str, Ref]) -> dict[str, Voice]:
    """Return the voice of each statement."""
    by_statement = defaultdict[str, list[_Meeting]](list)
    for each in found:
        by_statement[each.statement].append(each)
    return {
        statement: Voice(
            tuple(sorted({called[each.source] for each in meetings}, key=lambda ref: ref.label)),
            any(each.unnamed for each in meetings),
            meetings[0].own,
        )
        for statement, meetings in by_statement.items()
    }


def _telling(statement: str, meetings: list[_Meeting], called: Mapping[str, Ref]) -> Telling:
    statuses = sorted({each.status for each in meetings if each.status})
    return Telling(
        statement,
        next((each.notation for each in meetings if each.notation), ""),
        tuple(called[status] for status in statuses),
        any(each.denied for each in meetings),
    )


def _ranked(met: Mapping[str, Mapping[Voice, list[Telling]]]) -> list[Voice]:
    """Return the voices, those that tell most first, what reports say themselves last."""
    counts = Counter[Voice]()
    for voices in met.values():
        counts.update({voice: len(told) for voice, told in voices.items()})
    return sorted(
        counts, key=lambda each: (each.own, -counts[each], [ref.label for ref in each.sources])
    )
