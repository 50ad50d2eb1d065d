"""What statements can be selected by: those who speak, places, kinds, and what a name may mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from reportedly import lookup
from reportedly.attribution import names
from reportedly.attribution.conditions import LOCATIONS, PROLOGUE
from reportedly.attribution.model import Ref
from reportedly.engine.port import Engine
from reportedly.questions import Parameter
from reportedly.terms import REPORTS

_MOST_USED: Final = f"""{PROLOGUE}
SELECT ?iri (COUNT(*) AS ?uses) WHERE {{ ?thing %s ?iri FILTER(isIRI(?iri)) }}
GROUP BY ?iri ORDER BY DESC(?uses) ?iri LIMIT %d
"""
_KINDS: Final = f"""{PROLOGUE}
SELECT DISTINCT ?kind WHERE {{
  {{ SELECT DISTINCT ?used WHERE {{ ?account rpt:kind ?used }} }} ?used skos:broader* ?kind
  FILTER(isIRI(?kind))
}}
"""
_CALLED: Final = f"""{PROLOGUE}
SELECT DISTINCT ?iri ?name WHERE {{
  VALUES ?class {{ %s }}
  ?iri a ?class ; rdfs:label|skos:altLabel ?name .
  FILTER(isIRI(?iri) && CONTAINS(LCASE(?name), LCASE(%s)))
  %s
}} ORDER BY ?iri LIMIT %d
"""
_ACTORS: Final = "rpt:Actor rpt:Person rpt:Organization rpt:State rpt:Group rpt:UnnamedSource"
_CLASSES: Final = {
    "source": (_ACTORS, "FILTER EXISTS { ?statement rpt:source ?iri }"),
    "through": (_ACTORS, "FILTER EXISTS { ?statement rpt:source ?iri }"),
    "about": (_ACTORS, ""),
    "place": ("rpt:Place", ""),
    "event": ("rpt:Event", ""),
}
_MOST_MEANT: Final = 500


@dataclass(frozen=True)
class Choices:
    """What there is to choose from; sources and places are those that are used most."""

    sources: tuple[Ref, ...]
    places: tuple[Ref, ...]
    kinds: tuple[Ref, ...]
    statuses: tuple[Ref, ...]
    acts: tuple[Ref, ...]


def read(engine: Engine, most: int = 60) -> Choices:
    """Return the choices, in six queries; not more than `most` sources or places.

    Takes a tenth of a second for a thousand reports: keep it while the data stay as they are.
    """
    kinds = [row[0].text for row in lookup.solutions(engine, _KINDS).rows if row[0]]
    found = {
        "sources": _most_used(engine, "rpt:source", most),
        "places": _most_used(engine, LOCATIONS, most),
        "kinds": kinds,
        "statuses": _most_used(engine, "rpt:status", most),
        "acts": _most_used(engine, "rpt:act", most),
    }
    called = names.read(engine, {iri for iris in found.values() for iri in iris})
    return Choices(**{what: _in_order(iris, called) for what, iris in found.items()})


def called(engine: Engine, what: str, name: str) -> tuple[Ref, ...]:
    """Return what goes by a name in any language, or else has it in its name.

    What reports share comes first. `what` is `source`, `through`, `about`, `place` or `event`.
    """
    classes, besides = _CLASSES[what]
    term = Parameter("name", "string", "a name", '""').term(name)
    rows = lookup.solutions(engine, _CALLED % (classes, term, besides, _MOST_MEANT)).rows
    found = [(iri.text, label.text) for iri, label in rows if iri and label]
    same = {iri for iri, label in found if label.casefold() == name.casefold()}
    meant = same or {iri for iri, _ in found}
    refs = _in_order(meant, names.read(engine, meant))
    return tuple(sorted(refs, key=lambda ref: ref.iri.startswith(REPORTS)))


def _most_used(engine: Engine, path: str, most: int) -> list[str]:
    rows = lookup.solutions(engine, _MOST_USED % (path, most)).rows
    return [row[0].text for row in rows if row[0]]


def _in_order(iris: Iterable[str], called: Mapping[str, Ref]) -> tuple[Ref, ...]:
    return tuple(sorted((called[iri] for iri in iris), key=lambda ref: (ref.label, ref.iri)))
