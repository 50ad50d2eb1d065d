"""What the graphs say of terms and concepts, as it was read."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from rdflib import URIRef

from reportedly import lookup
from reportedly.attribution.model import Text
from reportedly.engine.port import Engine
from reportedly.results import Cell, shorten
from reportedly.terms import PREFIXES

_DESCRIPTIONS: Final = "SELECT ?thing ?property ?value WHERE { %s ?thing ?property ?value }"
_LANGUAGES: Final = ("en", "fr", "ar")
_OTHERS: Final = {
    "bibo": "http://purl.org/ontology/bibo/",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
}
"""Prefixes of vocabularies that ours is aligned with, and that data do not use."""
PREFIX: Final = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
"""What queries of the vocabulary begin with."""


@dataclass(frozen=True, eq=False)
class Description:
    """What is said of one thing: values by the IRI of the property."""

    values: Mapping[str, list[Cell]] = field(default_factory=dict)

    def iris(self, *properties: URIRef) -> tuple[str, ...]:
        """Return the IRIs that the properties lead to, in their order."""
        cells = (cell for each in properties for cell in self.values.get(str(each), ()))
        return tuple(sorted({cell.text for cell in cells if cell.kind == "uri"}))

    def iri(self, property_: URIRef) -> str:
        """Return the first IRI that the property leads to, or nothing."""
        return next(iter(self.iris(property_)), "")

    def texts(self, property_: URIRef) -> tuple[Text, ...]:
        """Return the literals of a property: English, French, Arabic, then others."""
        cells = self.values.get(str(property_), ())
        found = {Text(cell.text, cell.language) for cell in cells if cell.kind == "literal"}
        return tuple(sorted(found, key=_order))

    def text(self, property_: URIRef) -> str:
        """Return the first of the literals of a property, or nothing."""
        return str(next(iter(self.texts(property_)), ""))


NOTHING: Final = Description()
"""Stands for what nothing is said of."""


def describe(engine: Engine, which: str) -> dict[str, Description]:
    """Return what is said of each `?thing` that a pattern binds, in which PREFIXES are known.

    Where it is more than VALUES, let it be a subquery: then what it binds is looked up, and not
    all that is said of anything.
    """
    found = defaultdict[str, dict[str, list[Cell]]](lambda: defaultdict(list))
    for thing, name, value in lookup.solutions(engine, PREFIX + _DESCRIPTIONS % which).rows:
        if thing and name and value:
            found[thing.text][name.text].append(value)
    return {thing: Description(values) for thing, values in found.items()}


def short(iri: str) -> str:
    """Return an IRI with the prefix of its vocabulary, `prov:Entity`, where that is known."""
    for prefix, namespace in _OTHERS.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return shorten(iri)


def _order(text: Text) -> tuple[int, str, str]:
    known = text.language in _LANGUAGES
    rank = _LANGUAGES.index(text.language) if known else len(_LANGUAGES)
    return rank, text.language, text.text
