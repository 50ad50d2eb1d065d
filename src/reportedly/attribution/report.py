"""Reads a report: what it is, and where in its text each of its statements stands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf
from typing import Final

from rdflib.namespace import DCTERMS, SKOS

from reportedly import lookup
from reportedly.attribution import names
from reportedly.attribution.facts import Facts
from reportedly.attribution.model import Ref, Span, Text
from reportedly.engine.port import Engine
from reportedly.errors import ResourceMissing
from reportedly.results import Cell
from reportedly.terms import KIND, OA, PREFIXES, RPT

_ABOUT: Final = f"""
PREFIX rpt: <{RPT}>
SELECT ?thing ?property ?value WHERE {{
  VALUES ?report {{ <%s> }}
  ?report a rpt:Report ; rpt:boilerplate? ?thing .
  ?thing ?property ?value
}}
"""
_OUTLINE: Final = f"""
PREFIX oa: <{OA}>
PREFIX rpt: <{RPT}>
PREFIX skos: <{PREFIXES["skos"]}>
SELECT DISTINCT ?thing ?property ?value WHERE {{
  VALUES ?report {{ <%s> }}
  ?statement rpt:within+ ?report ; rpt:passage? ?thing .
  VALUES ?property {{
    skos:notation rpt:source rpt:within rpt:rendering rpt:passage oa:start oa:end
  }}
  ?thing ?property ?value
}}
"""
_DIGESTS: Final = f"""
PREFIX rpt: <{RPT}>
SELECT ?passage ?digest WHERE {{ VALUES ?passage {{ %s }} ?passage rpt:digest ?digest }}
"""
_Values = defaultdict[str, defaultdict[str, list[Cell]]]


@dataclass(frozen=True)
class Outline:
    """One statement in few words: who speaks, through whom it came, and where it stands.

    `carrier` is the IRI of what it stands within: the report, or another statement. `own_voice`
    says that the report itself speaks.
    """

    iri: str
    notation: str
    sources: tuple[Ref, ...]
    carrier: str
    own_voice: bool
    spans: tuple[Span, ...]

    @property
    def name(self) -> str:
        """Its notation or, if it has none, the part of its IRI that its report gave it."""
        return self.notation or self.iri.rpartition("#")[2]

    @property
    def start(self) -> int:
        """Where the first passage starts; 0 if there is none."""
        return self.spans[0].start if self.spans else 0


@dataclass(frozen=True)
class Report:
    """A report, with all its statements in reading order.

    `issued` is a moment; `issued_assumed` says that the text does not give it. `length` counts
    the code points of the text, 0 if the data does not say; `digest` is the SHA-256 of the text in
    UTF-8, or empty. `boilerplate` is what stands in the text and is no part of the report.
    """

    iri: str
    title: Ref
    authors: tuple[Ref, ...]
    issued: str
    issued_assumed: bool
    language: str
    length: int
    digest: str
    assumptions: tuple[Text, ...]
    boilerplate: tuple[Span, ...]
    outline: tuple[Outline, ...]

    @property
    def end(self) -> int:
        """The number of code points of the text, or of as much of it as the passages reach to."""
        spans = (span for each in self.outline for span in each.spans)
        return max(self.length, *(span.end for span in (*self.boilerplate, *spans)), 1)

    def carried_by(self, statement: str) -> tuple[Outline, ...]:
        """Return what stands within a statement, in reading order."""
        return tuple(each for each in self.outline if each.carrier == statement)


def read(engine: Engine, iri: str) -> Report:
    """Return a report, in three queries. Raises ResourceMissing if there is no such report."""
    about, outline = (_values(engine, query % iri) for query in (_ABOUT, _OUTLINE))
    if iri not in about:
        raise ResourceMissing(f"<{iri}> is no report here.", hint="/reports lists those there are.")
    named = names.read(engine, {iri, *_people(about), *_people(outline)})
    known = Facts(about, named, frozenset())
    return Report(
        iri=iri,
        title=named[iri],
        authors=known.refs(iri, RPT.author),
        issued=known.text(iri, DCTERMS.issued).text,
        issued_assumed=known.text(iri, RPT.issuedAssumed).text == "true",
        language=known.text(iri, DCTERMS.language).text,
        length=int(known.number(iri, RPT.length) or 0),
        digest=known.text(iri, RPT.digest).text,
        assumptions=known.texts(iri, RPT.assumption),
        boilerplate=_spans(known, known.iris(iri, RPT.boilerplate)),
        outline=_outline(Facts(outline, named, frozenset())),
    )


def digests(engine: Engine, passages: Iterable[str]) -> dict[str, str]:
    """Return the digest of each passage that has one: SHA-256 in 64 hexadecimal digits."""
    found = lookup.solutions(engine, _DIGESTS % names.values(passages)).rows
    return {passage.text: digest.text for passage, digest in found if passage and digest}


def _values(engine: Engine, query: str) -> _Values:
    values: _Values = defaultdict(lambda: defaultdict(list))
    for thing, property_, value in lookup.solutions(engine, query).rows:
        if thing and thing.kind == "uri" and property_ and value:
            values[thing.text][property_.text].append(value)
    return values


def _people(values: _Values) -> Iterator[str]:
    for properties in values.values():
        for property_ in (RPT.author, RPT.source):
            yield from (cell.text for cell in properties[str(property_)] if cell.kind == "uri")


def _spans(known: Facts, passages: Iterable[str]) -> tuple[Span, ...]:
    found = filter(None, map(known.span, passages))
    return tuple(sorted(found, key=lambda span: (span.start, -span.end)))


def _outline(known: Facts) -> tuple[Outline, ...]:
    statements = (iri for iri in known.values if known.iris(iri, RPT.within))
    return tuple(sorted((_line(known, iri) for iri in statements), key=_place))


def _line(known: Facts, iri: str) -> Outline:
    return Outline(
        iri=iri,
        notation=known.text(iri, SKOS.notation).text,
        sources=known.refs(iri, RPT.source),
        carrier=known.iris(iri, RPT.within)[0],
        own_voice=str(KIND["own-voice"]) in known.iris(iri, RPT.rendering),
        spans=_spans(known, known.iris(iri, RPT.passage)),
    )


def _place(line: Outline) -> tuple[float, float, str]:
    """Return what puts statements in reading order: without a passage, at the end."""
    first = next(iter(line.spans), None)
    return (first.start, -first.end, line.iri) if first else (inf, 0, line.iri)
