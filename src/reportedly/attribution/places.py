"""Places as the data has them, and how many accounts are placed there.

Coordinates are decimal degrees of WGS 84: https://www.w3.org/2003/01/geo/.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Final

from rdflib.namespace import OWL, RDFS, SKOS

from reportedly import lookup
from reportedly.attribution import names
from reportedly.attribution.conditions import LOCATIONS, PROLOGUE
from reportedly.attribution.model import Ref, Text
from reportedly.engine.port import Engine
from reportedly.errors import ResourceMissing
from reportedly.keeping import for_a_revision
from reportedly.results import Cell
from reportedly.terms import GEO, RPT

_PROLOGUE: Final = f"{PROLOGUE}PREFIX geo: <{GEO}>"
_ALL: Final = f"""{_PROLOGUE}
SELECT ?place (MIN(?north) AS ?latitude) (MIN(?east) AS ?longitude)
  (MIN(?wider) AS ?within) (MIN(?count) AS ?accounts) WHERE {{
  ?place a rpt:Place
  FILTER(isIRI(?place))
  OPTIONAL {{ ?place geo:lat ?north ; geo:long ?east }}
  OPTIONAL {{ ?place rpt:locatedIn ?wider FILTER(isIRI(?wider)) }}
  OPTIONAL {{
    SELECT ?place (COUNT(DISTINCT ?account) AS ?count) WHERE {{
      ?account {LOCATIONS} ?place
    }} GROUP BY ?place
  }}
}} GROUP BY ?place
"""
_STATUSES: Final = f"""{_PROLOGUE}
SELECT ?status ?no (COUNT(DISTINCT ?account) AS ?count) WHERE {{
  VALUES ?place {{ %s }}
  ?account {LOCATIONS} ?place ; rpt:status ?status FILTER(isIRI(?status))
  BIND(EXISTS {{ ?account rpt:denied true }} AS ?no)
}} GROUP BY ?status ?no ORDER BY ?no DESC(?count) ?status
"""
_DETAILS: Final = f"""{_PROLOGUE}
SELECT ?property ?value WHERE {{
  VALUES ?place {{ %s }}
  {{ ?place ?property ?value FILTER(?property IN (rdfs:label, skos:altLabel, owl:sameAs)) }}
  UNION
  {{ ?value rpt:territory ?place BIND(rpt:territory AS ?property) }}
}}
"""


@dataclass(frozen=True)
class Place:
    """A place; without coordinates both are None. `accounts` counts those placed right there.

    `within` is the next wider place. An `area` has other places in it.
    """

    ref: Ref
    latitude: float | None = None
    longitude: float | None = None
    within: str = ""
    accounts: int = 0
    area: bool = False

    @property
    def located(self) -> bool:
        """Whether its coordinates are known."""
        return self.latitude is not None and self.longitude is not None


@dataclass(frozen=True)
class Details:
    """What else a place goes by: its names, IRIs of the same place, states whose land it is."""

    names: tuple[Text, ...]
    other_names: tuple[Text, ...]
    same: tuple[str, ...]
    territory_of: tuple[Ref, ...]


@dataclass(frozen=True)
class Tally:
    """How many accounts there are with one status; or with a denial of it."""

    status: Ref
    denied: bool
    accounts: int


class Gazetteer:
    """All places of the data, those with most accounts first, and which lies in which."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = tuple(places)
        self._by_iri = {place.ref.iri: place for place in self.places}
        self._parts = defaultdict[str, list[Place]](list)
        for place in self.places:
            self._parts[place.within].append(place)

    def find(self, iri: str) -> Place:
        """Return a place by its IRI. Raises ResourceMissing."""
        if iri not in self._by_iri:
            raise ResourceMissing(
                "There is no such place.", hint="See the list of all places: /places"
            )
        return self._by_iri[iri]

    def parts(self, place: Place) -> tuple[Place, ...]:
        """Return the places that lie directly in this one."""
        return tuple(self._parts[place.ref.iri])

    def wider(self, place: Place) -> tuple[Place, ...]:
        """Return the places in which this one lies, the next one first; never one twice."""
        chain = [place]
        while (wider := self._by_iri.get(chain[-1].within)) and wider not in chain:
            chain.append(wider)
        return tuple(chain[1:])

    def nearest(self, place: Place) -> Place | None:
        """Return the place, or else the next wider one, that has coordinates."""
        return next((each for each in (place, *self.wider(place)) if each.located), None)

    def inside(self, place: Place) -> dict[str, Place]:
        """Return a place and all that lies in it, by IRI."""
        found: dict[str, Place] = {}
        waiting = [place]
        while waiting:
            each = waiting.pop()
            if each.ref.iri not in found:
                found[each.ref.iri] = each
                waiting += self.parts(each)
        return found

    def around(self, place: Place, enough: int) -> tuple[Place, ...]:
        """Return what helps to see where a place lies: located places in it or in a wider one.

        The wider one is the next that has enough of them, or else the widest.
        """
        located: tuple[Place, ...] = ()
        for area in (place, *self.wider(place)):
            located = tuple(each for each in self.inside(area).values() if each.located)
            if len(located) >= enough:
                break
        return located

    def matching(self, words: str) -> tuple[Place, ...]:
        """Return the places whose names have some words in them, in whatever case."""
        wanted = words.casefold().split()
        return tuple(
            place
            for place in self.places
            if all(word in place.ref.label.casefold() for word in wanted)
        )


@for_a_revision
def read(engine: Engine) -> Gazetteer:
    """Return all places, read in two queries, once for each revision of the data."""
    rows = [row for row in lookup.solutions(engine, _ALL).rows if row[0]]
    named = names.read(engine, (place.text for place, *_ in rows if place))
    areas = {within.text for *_, within, _ in rows if within}
    found = (_place(named[row[0].text], row, areas) for row in rows if row[0])
    return Gazetteer(sorted(found, key=lambda each: (-each.accounts, each.ref.label, each.ref.iri)))


def details(engine: Engine, place: Place) -> Details:
    """Return what else a place goes by."""
    found = defaultdict[str, list[Cell]](list)
    for property_, value in lookup.solutions(engine, _DETAILS % f"<{place.ref.iri}>").rows:
        if property_ and value:
            found[property_.text].append(value)
    states = names.read(engine, _iris(found[str(RPT.territory)]))
    return Details(
        names=_texts(found[str(RDFS.label)]),
        other_names=_texts(found[str(SKOS.altLabel)]),
        same=tuple(sorted(_iris(found[str(OWL.sameAs)]))),
        territory_of=tuple(sorted(states.values(), key=lambda ref: ref.label)),
    )


def statuses(engine: Engine, places: Iterable[str]) -> tuple[Tally, ...]:
    """Count the accounts that are placed in any of some places, by status; denials come last."""
    rows = lookup.solutions(engine, _STATUSES % names.values(places)).rows
    named = names.read(engine, (status.text for status, *_ in rows if status))
    return tuple(
        Tally(named[status.text], denied.text == "true", int(count.text))
        for status, denied, count in rows
        if status and denied and count
    )


def _place(ref: Ref, row: tuple[Cell | None, ...], areas: Set[str]) -> Place:
    _, latitude, longitude, within, accounts = row
    return Place(
        ref=ref,
        latitude=_degrees(latitude),
        longitude=_degrees(longitude),
        within=within.text if within else "",
        accounts=int(accounts.text) if accounts else 0,
        area=ref.iri in areas,
    )


def _degrees(cell: Cell | None) -> float | None:
    return float(cell.text) if cell and cell.is_number else None


def _iris(cells: Iterable[Cell]) -> Iterator[str]:
    return (cell.text for cell in cells if cell.kind == "uri")


def _texts(cells: Iterable[Cell]) -> tuple[Text, ...]:
    texts = {Text(cell.text, cell.language) for cell in cells if cell.kind == "literal"}
    return tuple(sorted(texts, key=names.preference))
