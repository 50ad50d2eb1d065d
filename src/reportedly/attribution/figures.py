"""Reads the figures that the reports give, for each event and measure, and compares them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from reportedly import lookup
from reportedly.attribution import names, statements, surroundings
from reportedly.attribution.comparing import Figure, Pair, compare
from reportedly.attribution.conditions import PROLOGUE
from reportedly.attribution.model import Ref
from reportedly.engine.port import Engine
from reportedly.questions import Parameter
from reportedly.results import Cell
from reportedly.terms import KIND

MOST: Final = 50
"""How many figures of one topic are read: each of them is compared with each other."""

_TOPICS: Final = f"""{PROLOGUE}
SELECT ?event ?measure (COUNT(DISTINCT ?statement) AS ?count) WHERE {{
  ?figure rpt:measure ?measure .
  ?account rpt:figure ?figure ; rpt:ofEvent ?event .
  ?statement rpt:account ?account .
  FILTER(isIRI(?event) && isIRI(?measure))
}} GROUP BY ?event ?measure
"""
_LINKS: Final = f"""{PROLOGUE}
SELECT ?event ?same WHERE {{
  ?event a rpt:Event ; owl:sameAs|skos:exactMatch ?same FILTER(isIRI(?event) && isIRI(?same))
}}
"""
_WANTED: Final = f"""{PROLOGUE}
SELECT DISTINCT ?event ?measure WHERE {{
  %s
  ?statement rpt:account ?account .
  ?account rpt:ofEvent ?event ; rpt:figure ?figure .
  ?figure rpt:measure ?measure ; rpt:population ?population .
}}
"""
_STATEMENTS: Final = f"""{PROLOGUE}
SELECT DISTINCT ?event ?measure ?statement WHERE {{
  VALUES ?event {{ %s }}
  ?account rpt:ofEvent ?event ; rpt:figure/rpt:measure ?measure .
  ?statement rpt:account ?account .
}} ORDER BY ?statement
"""
_CLAUSES: Final = {
    "words": "?event a rpt:Event ; rdfs:label ?name FILTER(CONTAINS(LCASE(?name), LCASE({}))) .",
    "event": "VALUES ?event {{ {} }}",
    "report": "?statement rpt:within+ {} .",
    "measure": "?measure skos:broader* {} .",
    "population": "?population skos:broader* {} .",
}


@dataclass(frozen=True)
class Wanted:
    """Which topics are wanted, by IRI; what is empty does not matter.

    A measure and a population mean what is narrower, too. `words` are part of the event’s name.
    """

    words: str = ""
    event: str = ""
    report: str = ""
    measure: str = ""
    population: str = ""


@dataclass(frozen=True)
class Topic:
    """One measure of one event, of which there are figures; `events` are linked as the same."""

    events: frozenset[str]
    measure: str
    statements: int


@dataclass(frozen=True)
class Group:
    """The figures of one topic, and any two of them compared.

    `left_out` counts figures beyond `MOST`, which are neither shown nor compared.
    """

    events: tuple[Ref, ...]
    measure: Ref
    figures: tuple[Figure, ...]
    pairs: tuple[Pair, ...]
    left_out: int = 0

    @property
    def event(self) -> Ref:
        """The event, by the name that the first report gives to it."""
        return self.events[0]

    @property
    def ranks(self) -> bool:
        """Whether the figures are positions in an order, not quantities."""
        return self.measure.iri == str(KIND.rank)


class Index:
    """All topics of one revision of the data; those with most statements come first."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._clusters = _clusters(lookup.solutions(engine, _LINKS).rows)
        self._topics = self._merged()

    def find(self, wanted: Wanted) -> tuple[Topic, ...]:
        """Return the topics that are wanted, each of them whole. Raises QueryError for no IRI."""
        if wanted == Wanted():
            return tuple(self._topics.values())
        found = {
            (self._cluster(event.text), measure.text)
            for event, measure in lookup.solutions(
                self._engine, _WANTED % self._clauses(wanted)
            ).rows
            if event and measure
        }
        return tuple(topic for key, topic in self._topics.items() if key in found)

    def _clauses(self, wanted: Wanted) -> str:
        terms = {name: _term(name, value) for name, value in vars(wanted).items() if value}
        if event := terms.get("event"):
            terms["event"] = names.values(self._cluster(event.strip("<>")))
        return "\n  ".join(_CLAUSES[name].format(term) for name, term in terms.items())

    def _cluster(self, event: str) -> frozenset[str]:
        return self._clusters.get(event, frozenset({event}))

    def _merged(self) -> dict[tuple[frozenset[str], str], Topic]:
        counts = defaultdict[tuple[frozenset[str], str], int](int)
        for event, measure, count in lookup.solutions(self._engine, _TOPICS).rows:
            if event and measure and count:
                counts[self._cluster(event.text), measure.text] += int(count.text)
        order = sorted(counts, key=lambda key: (-counts[key], min(key[0]), key[1]))
        return {key: Topic(*key, counts[key]) for key in order}


def read(engine: Engine, topics: Sequence[Topic]) -> tuple[Group, ...]:
    """Return the figures of these topics, in this order, compared."""
    events = {event for topic in topics for event in topic.events}
    found = lookup.solutions(engine, _STATEMENTS % names.values(events)).rows
    told = {row[2].text for row in found if row[2]}
    figures = tuple(_figures(engine, told))
    by_topic = [_of(topic, figures) for topic in topics]
    around = surroundings.read(engine, [figure for each in by_topic for figure in each[:MOST]])
    called = names.read(engine, {*events, *(topic.measure for topic in topics)})
    return tuple(
        Group(
            events=tuple(called[event] for event in sorted(topic.events)),
            measure=called[topic.measure],
            figures=each[:MOST],
            pairs=tuple(
                filter(None, (compare(*two, around) for two in combinations(each[:MOST], 2)))
            ),
            left_out=max(0, len(each) - MOST),
        )
        for topic, each in zip(topics, by_topic, strict=True)
    )


def _figures(engine: Engine, told: Iterable[str]) -> Iterator[Figure]:
    for statement in statements.read(engine, sorted(told)):
        for account in statement.accounts:
            for number in account.numbers:
                yield Figure(number, account, statement)


def _of(topic: Topic, figures: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple(
        figure
        for figure in figures
        if figure.account.event.iri in topic.events and figure.number.measure.iri == topic.measure
    )


def _clusters(rows: Iterable[Sequence[Cell | None]]) -> Mapping[str, frozenset[str]]:
    """Return for each event all those to which links lead, in either direction."""
    together: dict[str, set[str]] = {}
    for event, same in rows:
        if event and same:
            ours = together.setdefault(event.text, {event.text})
            theirs = together.setdefault(same.text, {same.text})
            if ours is not theirs:
                small, large = sorted((ours, theirs), key=len)
                large |= small
                together.update(dict.fromkeys(small, large))
    return {iri: frozenset(members) for iri, members in together.items()}


def _term(name: str, value: str) -> str:
    if name == "words":
        return Parameter(name, "string", "words of the event’s name", '"strikes"').term(value)
    return Parameter(name, "iri", f"the IRI of the {name}", str(KIND.killed)).term(value)
