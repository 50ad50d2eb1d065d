"""What the data says of statements and their parts, as it was read and before it is understood."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from rdflib import URIRef

from reportedly import lookup
from reportedly.attribution import names
from reportedly.attribution.model import NOTHING, Ref, Span, Text
from reportedly.engine.port import Engine
from reportedly.results import Cell
from reportedly.terms import OA, PREFIXES, RPT

_FACTS: Final = f"""
PREFIX rdf: <{PREFIXES["rdf"]}>
PREFIX rpt: <{RPT}>
SELECT DISTINCT ?thing ?property ?value WHERE {{
  VALUES ?statement {{ %s }}
  ?statement (rpt:within|rpt:account|rpt:passage|rpt:quotation|rpt:insertion|rpt:designation
    |rpt:figure)* ?thing .
  ?thing ?property ?value
  FILTER(?property NOT IN (rdf:type, rpt:digest))
}}
"""
_UNNAMED: Final = f"""
PREFIX rpt: <{RPT}>
SELECT DISTINCT ?source WHERE {{ VALUES ?source {{ %s }} ?source a rpt:UnnamedSource }}
"""
_MOST_DIGITS: Final = 30
"""Digits of the longest number before or after its point."""


@dataclass(frozen=True)
class Facts:
    """What is said in the data of each thing, by property; names of what is mentioned there."""

    values: Mapping[str, Mapping[str, list[Cell]]]
    names: Mapping[str, Ref]
    unnamed: frozenset[str]

    def iris(self, thing: str, *properties: URIRef) -> tuple[str, ...]:
        """Return what the properties lead to, in the order of the IRIs."""
        found = (cell for each in properties for cell in self._cells(thing, each))
        return tuple(sorted({cell.text for cell in found if cell.kind == "uri"}))

    def refs(self, thing: str, *properties: URIRef) -> tuple[Ref, ...]:
        """Return what the properties lead to, in the order of the names."""
        found = (self.names[iri] for iri in self.iris(thing, *properties))
        return tuple(sorted(found, key=lambda ref: (ref.label, ref.iri)))

    def ref(self, thing: str, property_: URIRef) -> Ref:
        """Return the one thing that the property leads to; NOTHING if there is none."""
        return next(iter(self.refs(thing, property_)), NOTHING)

    def texts(self, thing: str, property_: URIRef) -> tuple[Text, ...]:
        """Return the literals of a property with their languages, English first."""
        cells = (cell for cell in self._cells(thing, property_) if cell.kind == "literal")
        found = {Text(cell.text, cell.language) for cell in cells}
        return tuple(sorted(found, key=names.preference))

    def text(self, thing: str, property_: URIRef) -> Text:
        """Return the first of `texts`; an empty one if there is none."""
        return next(iter(self.texts(thing, property_)), Text())

    def number(self, thing: str, property_: URIRef) -> Decimal | None:
        """Return what `number` reads of the first value that it can read; nothing of none."""
        found = map(number, self._cells(thing, property_))
        return next((each for each in found if each is not None), None)

    def span(self, passage: str) -> Span | None:
        """Return where a passage lies; nothing if the data does not say both ends."""
        start, end = self.number(passage, OA.start), self.number(passage, OA.end)
        return None if start is None or end is None else Span(int(start), int(end), passage)

    def spans(self, thing: str) -> tuple[Span, ...]:
        """Return the passages of a thing in reading order."""
        found = (self.span(passage) for passage in self.iris(thing, RPT.passage))
        return tuple(sorted(filter(None, found), key=lambda span: (span.start, span.end)))

    def _cells(self, thing: str, property_: URIRef) -> list[Cell]:
        return self.values.get(thing, {}).get(str(property_), [])


def read(engine: Engine, statements: Iterable[str]) -> Facts:
    """Return the facts about statements, their carriers and all their parts, in three queries."""
    values: dict[str, dict[str, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for thing, property_, value in lookup.solutions(engine, _FACTS % names.values(statements)).rows:
        if thing and thing.kind == "uri" and property_ and value:
            values[thing.text][property_.text].append(value)
    mentioned = {*values, *_mentioned(values)}
    sources = set(_mentioned(values, str(RPT.source)))
    unnamed = lookup.solutions(engine, _UNNAMED % names.values(sources)).rows
    return Facts(
        values, names.read(engine, mentioned), frozenset(row[0].text for row in unnamed if row[0])
    )


def number(cell: Cell) -> Decimal | None:
    """Return the number that a cell has; nothing if it has none, or one that can’t be shown."""
    try:
        found = Decimal(cell.text) if cell.is_number else Decimal("NaN")
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found.adjusted()) < _MOST_DIGITS else None


def _mentioned(values: Mapping[str, Mapping[str, list[Cell]]], only: str = "") -> Iterator[str]:
    for properties in values.values():
        for property_, cells in properties.items():
            if only in ("", property_):
                yield from (cell.text for cell in cells if cell.kind == "uri")
