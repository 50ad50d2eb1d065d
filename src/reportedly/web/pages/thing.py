"""The page of whatever has no page of a kind of its own: what the data say of it, as a table."""

from typing import Final

from flask import render_template

from reportedly import lookup
from reportedly.attribution import names
from reportedly.engine.port import Engine
from reportedly.web.answers import page_of, tabulate

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
        "thing.html",
        ref=names.read(engine, [iri])[iri],
        said=said,
        mentions=mentions,
        whole=page_of(iri),
    )
