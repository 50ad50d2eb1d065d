"""The page of what reports share: actors and places, by class."""

from typing import Final

from flask import render_template

from reportedly import lookup
from reportedly.attribution import names
from reportedly.attribution.model import Ref
from reportedly.engine.port import Engine
from reportedly.terms import RPT

_MEMBERS: Final = """
SELECT ?class ?thing WHERE {
  GRAPH <%s> { ?thing a ?class } FILTER(STRSTARTS(STR(?class), "%s"))
} ORDER BY ?class ?thing
"""


def page(engine: Engine, iri: str) -> str:
    """Return the page of a graph of shared actors and places."""
    rows = lookup.solutions(engine, _MEMBERS % (iri, RPT)).rows
    pairs = [(kind.text, thing.text) for kind, thing in rows if kind and thing]
    refs = names.read(engine, {iri for pair in pairs for iri in pair})
    groups: dict[Ref, list[Ref]] = {}
    for kind, thing in pairs:
        groups.setdefault(refs[kind], []).append(refs[thing])
    ordered = {kind: sorted(found, key=lambda each: each.label) for kind, found in groups.items()}
    return render_template("shared.html", groups=ordered)
