"""Reads the description of one report out of a stranger’s document; nothing is fetched for it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pyoxigraph as ox

from reportedly import documents, media
from reportedly.engine.port import Document
from reportedly.errors import RequestTooLarge, SubmissionRefused, UnsupportedContentType
from reportedly.submission import guards, jsonld, turtle
from reportedly.submission.guards import Fault
from reportedly.submission.source import Positions, Source

MOST_BYTES: Final = 8 << 20
"""How long a document may be."""

_FORMATS: Final[dict[str, Callable[[str], Source]]] = {
    media.TURTLE.media_type: turtle.read,
    media.N_TRIPLES.media_type: turtle.read,
    media.JSON_LD.media_type: jsonld.read,
}


@dataclass(frozen=True)
class Reading:
    """What a document says: its triples in order, the IRI of the report, and the slug in it."""

    triples: list[ox.Triple]
    report: str
    slug: str
    source: Source

    @cached_property
    def positions(self) -> Positions:
        """Where the triples stand, found when first asked for."""
        return self.source.positions()


def read(document: Document) -> Reading:
    """Read the description of one report.

    Raises UnsupportedContentType, RequestTooLarge, DocumentSyntaxError, and SubmissionRefused for
    what is well-formed but may not be submitted.
    """
    source = _parser(document.media_type)(_text(document.body))
    report, slug = _required(guards.the_report(source.triples), source)
    if fault := guards.first_fault(source.triples, report):
        raise source.refusal(fault)
    return Reading(source.triples, report, slug, source)


def _required(report: tuple[str, str] | Fault, source: Source) -> tuple[str, str]:
    if isinstance(report, Fault):
        raise source.refusal(report)
    return report


def _parser(media_type: str) -> Callable[[str], Source]:
    try:
        return _FORMATS[media_type.partition(";")[0].strip().lower()]
    except KeyError as error:
        raise UnsupportedContentType(
            f"A report of type {media_type or '(none given)'} is not read here.",
            hint=f"Send one of: {', '.join(_FORMATS)}.",
        ) from error


def _text(body: bytes) -> str:
    """Return a document as text, without a byte order mark."""
    if len(body) > MOST_BYTES:
        raise RequestTooLarge(
            f"The document is {len(body):,} bytes long.",
            hint=f"Send at most {MOST_BYTES:,} bytes, one report at a time.",
        )
    text = documents.decode(body, name="The document").removeprefix("\ufeff")
    if not text.strip():
        raise SubmissionRefused("The document is empty.", hint="Send the report as RDF.")
    return text
