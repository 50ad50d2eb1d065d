"""The actors and places that can be found: what they are called, and what is known of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Final

from rdflib.namespace import OWL, RDF, RDFS, SKOS

from reportedly import lookup, outside
from reportedly.attribution import names
from reportedly.attribution.model import Text
from reportedly.engine.port import Engine
from reportedly.results import Cell
from reportedly.terms import GEO, ID, RPT

TYPES: Final = {
    "Place": "Place",
    "Actor": "Actor",
    "Person": "Person",
    "Organization": "Organization",
    "State": "State",
    "Group": "Group",
}
"""The local names of the classes that are offered, and what they are called."""
ACTORS: Final = frozenset(TYPES) - {"Place"}
_RANK: Final = ("Place", "Person", "Organization", "State", "Group", "Actor")
"""Which class counts for what is in several."""

_LINKS: Final = {
    "locatedIn": str(RPT.locatedIn),
    "principal": str(RPT.principal),
    "memberOf": str(RPT.memberOf),
    "territory": str(RPT.territory),
}
_NUMBERS: Final = {"latitude": str(GEO.lat), "longitude": str(GEO.long)}
_READ: Final = f"""
SELECT DISTINCT ?thing ?property ?value WHERE {{
  VALUES ?class {{ {" ".join(f"<{RPT[each]}>" for each in TYPES)} }}
  ?thing a ?class FILTER(isIRI(?thing) && STRSTARTS(STR(?thing), "{ID}"))
  ?thing ?property ?value
  FILTER(?property IN (<{RDF.type}>, <{RDFS.label}>, <{SKOS.altLabel}>, <{OWL.sameAs}>,
    {", ".join(f"<{iri}>" for iri in (*_LINKS.values(), *_NUMBERS.values()))}))
}} ORDER BY ?thing ?property ?value
"""


@dataclass(frozen=True, eq=False)
class Entity:
    """An actor or a place; `id` is what follows the start that all their IRIs have.

    `labels` and `others` are its names, the preferred ones first. `links` has the ids that lead to
    others, by property, `same` its IRIs elsewhere.
    """

    id: str
    type: str
    labels: tuple[Text, ...] = ()
    others: tuple[Text, ...] = ()
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    same: tuple[str, ...] = ()

    @property
    def iri(self) -> str:
        """Its IRI."""
        return f"{ID}{self.id}"

    @property
    def name(self) -> str:
        """What it is called in English, or else in any language, or else its id."""
        return self.labels[0].text if self.labels else self.id

    @property
    def types(self) -> tuple[str, ...]:
        """Its class and the wider one."""
        return (self.type,) if self.type in ("Place", "Actor") else (self.type, "Actor")

    def elsewhere(self, dataset: outside.Dataset) -> tuple[str, ...]:
        """Return its identifiers in a dataset of others."""
        return tuple(filter(None, map(dataset.identifier, self.same)))


def read(engine: Engine) -> tuple[Entity, ...]:
    """Return all actors and places that reports share, in the order of their ids."""
    found = defaultdict[str, dict[str, list[Cell]]](lambda: defaultdict(list))
    for thing, property_, value in lookup.solutions(engine, _READ).rows:
        if thing and property_ and value:
            found[thing.text][property_.text].append(value)
    return tuple(_entity(iri.removeprefix(ID), told) for iri, told in found.items() if iri != ID)


def known_type(name: str) -> str:
    """Return the local name of a type that may be written as an IRI or `rpt:Place`, or nothing."""
    local = name.removeprefix(RPT).removeprefix("rpt:")
    return local if local in TYPES else ""


def _entity(name: str, told: Mapping[str, list[Cell]]) -> Entity:
    classes = {cell.text.removeprefix(RPT) for cell in told[str(RDF.type)]}
    return Entity(
        id=name,
        type=min(classes & TYPES.keys(), key=_RANK.index),
        labels=_texts(told.get(str(RDFS.label), [])),
        others=_texts(told.get(str(SKOS.altLabel), [])),
        links={each: tuple(_ids(told.get(iri, []))) for each, iri in _LINKS.items()},
        numbers={each: tuple(_numbers(told.get(iri, []))) for each, iri in _NUMBERS.items()},
        same=tuple(cell.text for cell in told.get(str(OWL.sameAs), []) if cell.kind == "uri"),
    )


def _texts(cells: list[Cell]) -> tuple[Text, ...]:
    texts = {Text(cell.text, cell.language) for cell in cells if cell.kind == "literal"}
    return tuple(sorted((text for text in texts if text.text.strip()), key=names.preference))


def _ids(cells: list[Cell]) -> Iterator[str]:
    return (cell.text.removeprefix(ID) for cell in cells if cell.text.startswith(ID))


def _numbers(cells: list[Cell]) -> Iterator[float]:
    return filter(isfinite, (float(cell.text) for cell in cells if cell.is_number))
