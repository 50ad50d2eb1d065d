"""Reads what figures are compared within: wider populations and places, and whose voices count."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from reportedly import lookup
from reportedly.attribution import independence, names
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


def read(engine: Engine, figures: Iterable[Figure]) -> Surroundings:
    """Return what these figures are compared within, in three queries."""
    given = tuple(figures)
    parts = {iri for figure in given for iri in _parts(figure)}
    wider = _wider(engine, parts)
    tally = str(KIND.tally)
    measures = {figure.number.measure.iri for figure in given}
    return Surroundings(
        wider={part: frozenset(wholes) for part, wholes in wider.items()},
        tallies=frozenset(iri for iri in measures if tally in wider[iri] - {iri}),
        bodies=_bodies(engine, given),
    )


def _parts(figure: Figure) -> Iterator[str]:
    number = figure.number
    yield from filter(None, (number.measure.iri, number.population.iri, *figure.places))


def _bodies(engine: Engine, figures: Iterable[Figure]) -> dict[str, dict[str, Ref]]:
    told = {figure.statement.iri: figure.statement for figure in figures}
    found = independence.bodies_of(engine, told.values())
    called = names.read(engine, {body for bodies in found.values() for body in bodies})
    return {one: {body: called[body] for body in bodies} for one, bodies in found.items()}


def _wider(engine: Engine, parts: Iterable[str]) -> dict[str, set[str]]:
    found = defaultdict[str, set[str]](set)
    for part, whole in lookup.solutions(engine, _WIDER % names.values(parts)).rows:
        if part and whole and whole.kind == "uri":
            found[part.text].add(whole.text)
    return found
