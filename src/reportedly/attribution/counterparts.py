"""What here is the same as something elsewhere, to be found by the IRI that it has there."""

from collections import defaultdict
from typing import Final

from reportedly import lookup, outside
from reportedly.engine.port import Engine
from reportedly.keeping import for_a_revision
from reportedly.terms import BASE, ID, PREFIXES

_SAME: Final = f"""
PREFIX owl: <{PREFIXES["owl"]}>
SELECT DISTINCT ?here ?there WHERE {{
  ?here owl:sameAs|^owl:sameAs ?there
  FILTER(isIRI(?here) && isIRI(?there) && STRSTARTS(STR(?here), "{BASE}"))
}}
"""


def find(engine: Engine, iri: str) -> tuple[str, ...]:
    """Return the IRIs here of what has an IRI elsewhere, however that is written, in order.

    What reports share comes first; what only one report knows comes after it.
    """
    return _counterparts(engine).get(outside.normal(iri), ())


@for_a_revision
def _counterparts(engine: Engine) -> dict[str, tuple[str, ...]]:
    found = defaultdict[str, set[str]](set)
    for here, there in lookup.solutions(engine, _SAME).rows:
        if here and there:
            found[outside.normal(there.text)].add(here.text)
    return {there: tuple(sorted(here, key=_order)) for there, here in found.items()}


def _order(iri: str) -> tuple[bool, str]:
    return not iri.startswith(ID), iri
