"""What things are called, in one language."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from reportedly import lookup
from reportedly.attribution.model import Ref, Text
from reportedly.engine.port import Engine
from reportedly.errors import ParameterError
from reportedly.results import shorten
from reportedly.terms import PREFIXES, RPT

_NAMES: Final = f"""
PREFIX dcterms: <{PREFIXES["dcterms"]}>
PREFIX rdfs: <{PREFIXES["rdfs"]}>
PREFIX skos: <{PREFIXES["skos"]}>
PREFIX rpt: <{RPT}>
SELECT DISTINCT ?iri ?name WHERE {{
  VALUES ?iri {{ %s }}
  ?iri rdfs:label|skos:prefLabel|dcterms:title|rpt:gloss ?name
}}
"""


def read(engine: Engine, iris: Iterable[str]) -> dict[str, Ref]:
    """Return what each of the IRIs is called: in English, else without a language, else in any.

    What has no label, title or gloss goes by a short form of its IRI.
    """
    wanted = set(iris)
    names = defaultdict[str, list[Text]](list)
    for iri, name in lookup.solutions(engine, _NAMES % values(wanted)).rows:
        if iri and name:
            names[iri.text].append(Text(name.text, name.language))
    return {iri: _ref(iri, names[iri]) for iri in wanted}


def values(iris: Iterable[str]) -> str:
    """Write IRIs as SPARQL lists them after VALUES, always in the same order.

    Raises ParameterError for what is no IRI.
    """
    try:
        return " ".join(str(ox.NamedNode(iri)) for iri in sorted(iris))
    except ValueError as error:
        raise ParameterError(
            f"This is no IRI: {error}.", hint="Give it in full, or id:reuters."
        ) from error


def preference(name: Text) -> tuple[int, str, str]:
    """Return what puts names in the order in which they are wanted."""
    return _rank(name.language), name.language, name.text


def _ref(iri: str, names: list[Text]) -> Ref:
    if not names:
        return Ref(iri, shorten(iri))
    name = min(names, key=preference)
    return Ref(iri, name.text, name.language)


def _rank(language: str) -> int:
    if language.partition("-")[0] == "en":
        return 0
    return 2 if language else 1
