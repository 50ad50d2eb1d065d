"""What is needed to name a report’s record: its title, its day, and who encoded it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pyoxigraph as ox

from reportedly import lookup, shipped
from reportedly.attribution import names
from reportedly.attribution.model import NOTHING, Ref, Text
from reportedly.engine.port import Engine
from reportedly.errors import ResourceMissing
from reportedly.results import Cell, shorten
from reportedly.terms import ID, ONTOLOGY_GRAPH, PREFIXES, RPT

PUBLISHER: Final = str(ID.reportedly)
"""Who has encoded the reports that are shipped."""

_REPORT: Final = f"""
PREFIX dcterms: <{PREFIXES["dcterms"]}>
PREFIX rpt: <{RPT}>
SELECT ?title ?language ?issued ?assumed ?author ?digest WHERE {{
  %(report)s a rpt:Report .
  OPTIONAL {{ %(report)s dcterms:title ?title }}
  OPTIONAL {{ %(report)s dcterms:language ?language }}
  OPTIONAL {{ %(report)s dcterms:issued ?issued }}
  OPTIONAL {{ %(report)s rpt:issuedAssumed ?assumed }}
  OPTIONAL {{ %(report)s rpt:author ?author }}
  OPTIONAL {{ %(report)s rpt:digest ?digest }}
}}
"""
_VERSIONS: Final = f"""
PREFIX prov: <{PREFIXES["prov"]}>
PREFIX rdfs: <{PREFIXES["rdfs"]}>
SELECT ?version ?at ?submitter ?name WHERE {{
  ?version prov:specializationOf %s ; prov:generatedAtTime ?at ; prov:wasAttributedTo ?submitter .
  ?submitter rdfs:label ?name
}} ORDER BY ?at
"""
_RELEASE: Final = f"""
PREFIX dcterms: <{PREFIXES["dcterms"]}>
PREFIX owl: <{PREFIXES["owl"]}>
SELECT ?number ?on WHERE {{
  <{ONTOLOGY_GRAPH}> owl:versionInfo ?number ; dcterms:modified ?on
}}
"""


@dataclass(frozen=True)
class Edition:
    """What was encoded by whom, and when: a version that was submitted, or the shipped one.

    `number` is that of the version, or of the release of the ontology; `on` a day, as in ISO 8601;
    `iri` is that of the version, where its bytes are served. All are empty where nothing is known.
    """

    number: str = ""
    on: str = ""
    encoders: tuple[Ref, ...] = ()
    iri: str = ""


@dataclass(frozen=True)
class Record:
    """The head of a report, and the edition of its encoding.

    `issued` is a day, which `assumed` says is a guess; `digest` is the SHA-256 of the text, which
    the record itself does not hold.
    """

    iri: str
    title: Text
    language: str
    issued: str
    assumed: bool
    author: Ref
    digest: str
    edition: Edition

    @property
    def slug(self) -> str:
        """The end of the IRI."""
        return self.iri.rpartition("/")[2]


def read(engine: Engine, report: str) -> Record:
    """Return the record of a report. Raises ResourceMissing if the graphs have none of this IRI."""
    rows = lookup.solutions(engine, _REPORT % {"report": term(report)}).rows
    if not rows:
        raise missing(report)
    title, language, issued, assumed, author, digest = min(rows, key=_foreign)
    return Record(
        iri=report,
        title=Text(title.text, title.language) if title else Text(shorten(report)),
        language=_text(language),
        issued=_day(_text(issued)),
        assumed=_text(assumed) == "true",
        author=_named(engine, _text(author)),
        digest=_text(digest),
        edition=_edition(engine, report),
    )


def term(iri: str) -> str:
    """Write an IRI for a query. Raises ResourceMissing for what is no IRI."""
    try:
        return str(ox.NamedNode(iri))
    except ValueError as error:
        raise missing(iri) from error


def missing(report: str) -> ResourceMissing:
    """Return the error of an IRI that no report has."""
    return ResourceMissing(
        f"There is no report <{report[:200]}>.", hint="/reports lists those that there are."
    )


def _edition(engine: Engine, report: str) -> Edition:
    rows = lookup.solutions(engine, _VERSIONS % term(report)).rows
    if rows:
        version, at = map(_text, rows[-1][:2])
        encoders = dict.fromkeys(Ref(*map(_text, row[2:])) for row in rows)
        return Edition(version.rpartition("/")[2], _day(at), tuple(encoders), version)
    return _release(engine) if report in shipped.names() else Edition()


def _release(engine: Engine) -> Edition:
    rows = lookup.solutions(engine, _RELEASE).rows
    number, on = map(_text, rows[0]) if rows else ("", "")
    return Edition(number, _day(on), (_named(engine, PUBLISHER),))


def _named(engine: Engine, iri: str) -> Ref:
    return names.read(engine, [iri])[iri] if iri else NOTHING


def _foreign(row: tuple[Cell | None, ...]) -> bool:
    return row[0] is not None and row[0].language not in {"en", ""}


def _day(moment: str) -> str:
    """Return the day of a moment, or nothing for what is none."""
    try:
        return date.fromisoformat(moment[:10]).isoformat()
    except ValueError:
        return ""


def _text(cell: Cell | None) -> str:
    return cell.text if cell else ""
