"""Reads what figures are compared within: wider populations and places, and whose voices count."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from reportedly import lookup
from reportedly.attribution import names
from reportedly.attribution.comparing import Figure, Surroundings
from reportedly.attribution.conditions import PROLOGUE
from reportedly.attribution.model import Ref
from reportedly.engine.port import Engine
from reportedly.terms import KIND

_WIDER: Final = f"""{PROLOGUE}
SELECT DISTINCT ?part ?whole WHERE {{
  VALUES ?part {{ %s }}
  ?part (skos:broader|rpt:locatedIn)* ?whole
}}
"""
_BODIES: Final = f"""{PROLOGUE}
SELECT DISTINCT ?statement ?body WHERE {{
  VALUES ?statement {{ %s }}
  ?statement (rpt:within|rpt:source|rpt:principal|rpt:memberOf
    |owl:sameAs/(^owl:sameAs)?)* ?body .
  FILTER NOT EXISTS {{ ?body a rpt:Report }}
}}
"""


def read(engine: Engine, figures: Iterable[Figure]) -> Surroundings:
    """Return what these figures are compared within, in three queries."""
    given = tuple(figures)
    parts = {iri for figure in given for iri in _parts(figure)}
    wider = _pairs(engine, _WIDER, parts)
    tally = str(KIND.tally)
    measures = {figure.number.measure.iri for figure in given}
    return Surroundings(
        wider={part: frozenset(wholes) for part, wholes in wider.items()},
        tallies=frozenset(iri for iri in measures if tally in wider[iri] - {iri}),
        bodies=_bodies(engine, {figure.statement.iri for figure in given}),
    )


def _parts(figure: Figure) -> tuple[str, ...]:
    return (figure.number.measure.iri, figure.number.population.iri, *figure.places)


def _bodies(engine: Engine, statements: set[str]) -> dict[str, dict[str, Ref]]:
    found = _pairs(engine, _BODIES, statements)
    called = names.read(engine, {body for bodies in found.values() for body in bodies})
    return {one: {body: called[body] for body in bodies} for one, bodies in found.items()}


def _pairs(engine: Engine, query: str, iris: Iterable[str]) -> dict[str, set[str]]:
    found = defaultdict[str, set[str]](set)
    for one, other in lookup.solutions(engine, query % names.values(iris)).rows:
        if one and other and other.kind == "uri":
            found[one.text].add(other.text)
    return found
