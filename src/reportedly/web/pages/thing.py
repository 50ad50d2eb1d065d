"""The page of whatever has no page of a kind of its own: what the data say of it, as a table."""

from typing import Final

from flask import render_template

from reportedly import lookup
from reportedly.attribution import names
from reportedly.attribution.model import Ref
from reportedly.engine.port import Engine
from reportedly.results import shorten
from reportedly.terms import REPORTS
from reportedly.web.answers import tabulate

_MOST: Final = 200
_OUT: Final = """
SELECT ?property ?value WHERE { VALUES ?s { <%s> } ?s ?property ?value }
ORDER BY ?property ?value LIMIT %d
"""
_IN: Final = """
SELECT ?subject ?property WHERE { VALUES ?o { <%s> } ?subject ?property ?o }
ORDER BY ?property ?subject LIMIT %d
"""


def page(engine: Engine, iri: str) -> str:
    """Return the page of what has an IRI."""
    said, mentions = (
        tabulate(engine, lookup.solutions(engine, query % (iri, _MOST))) for query in (_OUT, _IN)
    )
    return render_template(
        "thing.html", iri=iri, heading=_heading(engine, iri), said=said, mentions=mentions
    )


def _heading(engine: Engine, iri: str) -> Ref:
    """Return what something is called; a part of a report by its IRI: its gloss is a claim."""
    part = iri.startswith(REPORTS) and "#" in iri
    return Ref(iri, shorten(iri)) if part else names.read(engine, [iri])[iri]
