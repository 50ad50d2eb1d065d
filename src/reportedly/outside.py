"""Datasets of others: by which IRIs the data lead to them, and how people write those IRIs.

Each has one IRI for a thing, which linked data use, and several addresses under which people find
it. Here all of them become that one IRI.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from reportedly.errors import RequestError

_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


@dataclass(frozen=True)
class Dataset:
    """A dataset of others: what it is called, where all its IRIs start, and where to read of it.

    `spelled` fits what people write for one of its IRIs, from the start; its group is the
    identifier. `end` stands after the identifier in the IRI.
    """

    name: str
    title: str
    space: str
    homepage: str
    spelled: re.Pattern[str]
    end: str = ""

    def iri(self, identifier: str) -> str:
        """Return the IRI of what has an identifier."""
        return f"{self.space}{identifier}{self.end}"

    def identifier(self, iri: str) -> str:
        """Return the identifier in an IRI, however that is written; empty if it is of others."""
        found = self.spelled.match(iri)
        return found[1].upper() if found else ""


WIKIDATA: Final = Dataset(
    name="wikidata",
    title="Wikidata",
    space="http://www.wikidata.org/entity/",
    homepage="https://www.wikidata.org/",
    spelled=re.compile(
        r"(?:https?://(?:www\.|m\.)*wikidata\.org/(?:entity/|wiki/(?:Special:Entity(?:Data|Page)/)?)"
        r"|wd:)(Q[1-9][0-9]*)(?![0-9A-Z_])",
        re.IGNORECASE,
    ),
)
GEONAMES: Final = Dataset(
    name="geonames",
    title="GeoNames",
    space="https://sws.geonames.org/",
    homepage="https://www.geonames.org/",
    spelled=re.compile(
        r"https?://(?:www\.|sws\.)?geonames\.org/([1-9][0-9]*)(?![0-9A-Z_])", re.IGNORECASE
    ),
    end="/",
)
DATASETS: Final = (WIKIDATA, GEONAMES)
"""Those whose addresses are understood; the data may lead to any other, too."""


def normal(iri: str) -> str:
    """Return the one IRI that stands for all that people write for it; others stay as they are."""
    return next(_iris(iri), iri)


def asked(text: str) -> str:
    """Return the one IRI that a text names. Raises RequestError if it names none."""
    iri = text.strip().removeprefix("<").removesuffix(">")
    try:
        if _ABSOLUTE.fullmatch(iri):
            return normal(ox.NamedNode(iri).value)
    except ValueError:
        pass
    raise RequestError(
        "What is looked for is no IRI.",
        hint=f"Give it in full, such as {WIKIDATA.iri('Q41183')} or {GEONAMES.iri('170063')}.",
    )


def called(iri: str) -> str:
    """Return what people call what has an IRI: Wikidata Q858."""
    for dataset in DATASETS:
        if identifier := dataset.identifier(iri):
            return f"{dataset.title} {identifier}"
    return iri


def _iris(iri: str) -> Iterator[str]:
    for dataset in DATASETS:
        if identifier := dataset.identifier(iri):
            yield dataset.iri(identifier)
