"""Small questions to an engine, with answers as values instead of bytes."""

from collections.abc import Iterable
from typing import Final

from reportedly import results
from reportedly.engine.port import Engine, Query
from reportedly.errors import QueryError
from reportedly.media import JSON
from reportedly.results import Table
from reportedly.terms import PREFIXES

_LABELS: Final = f"""
PREFIX rdfs: <{PREFIXES["rdfs"]}>
PREFIX skos: <{PREFIXES["skos"]}>
PREFIX dcterms: <{PREFIXES["dcterms"]}>
SELECT ?iri (MIN(?label) AS ?name) WHERE {{
  VALUES ?iri {{ %s }}
  ?iri rdfs:label|skos:prefLabel|dcterms:title ?label
  FILTER(LANG(?label) IN ("en", ""))
}} GROUP BY ?iri
"""


def solutions(engine: Engine, text: str) -> Table:
    """Return the solutions of a SELECT query. Raises QueryError if there are none to have."""
    table = results.read(engine.evaluate(Query(text, JSON.media_type)).read())
    if not isinstance(table, Table):
        raise QueryError("This query has no solutions.", hint="Ask with SELECT.")
    return table


def labels(engine: Engine, iris: Iterable[str]) -> dict[str, str]:
    """Return the English label of each IRI that has one in the engine's graphs."""
    terms = " ".join(f"<{iri}>" for iri in sorted(set(iris)))
    found = solutions(engine, _LABELS % terms).rows
    return {iri.text: label.text for iri, label in found if iri and label}
