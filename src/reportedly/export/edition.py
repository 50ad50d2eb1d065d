"""Who has encoded a report, when, and which version this is."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from reportedly import lookup, shipped
from reportedly.attribution import names
from reportedly.attribution.model import Ref
from reportedly.engine.port import Engine
from reportedly.results import Cell
from reportedly.terms import ID, ONTOLOGY_GRAPH, PREFIXES

PUBLISHER: Final = str(ID.reportedly)
"""Who has encoded the reports that are shipped."""

_VERSIONS: Final = f"""
PREFIX prov: <{PREFIXES["prov"]}>
PREFIX rdfs: <{PREFIXES["rdfs"]}>
SELECT ?version ?at ?submitter ?name WHERE {{
  ?version prov:specializationOf <%s> ; prov:generatedAtTime ?at ;
    prov:wasAttributedTo ?submitter .
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
    """The encoding of a report as it is now: a version that was submitted, or the shipped one.

    `number` is that of the version, or of the release of the ontology; `on` a day, as in ISO 8601;
    `encoders` are all who have worked on it, the first one first; `iri` is that of the version,
    where its bytes are served. What is not known is empty.
    """

    number: str = ""
    on: str = ""
    encoders: tuple[Ref, ...] = ()
    iri: str = ""


def read(engine: Engine, report: str) -> Edition:
    """Return the edition of a report that there is; its IRI is one that the data has."""
    rows = lookup.solutions(engine, _VERSIONS % report).rows
    if rows:
        version, at = map(_text, rows[-1][:2])
        encoders = dict.fromkeys(Ref(*map(_text, row[2:])) for row in rows)
        return Edition(version.rpartition("/")[2], _day(at), tuple(encoders), version)
    return _release(engine) if report in shipped.names() else Edition()


def _release(engine: Engine) -> Edition:
    rows = lookup.solutions(engine, _RELEASE).rows
    number, on = map(_text, rows[0]) if rows else ("", "")
    return Edition(number, _day(on), (names.read(engine, [PUBLISHER])[PUBLISHER],))


def _day(moment: str) -> str:
    """Return the day of a moment, or nothing for what is none."""
    try:
        return date.fromisoformat(moment[:10]).isoformat()
    except ValueError:
        return ""


def _text(cell: Cell | None) -> str:
    return cell.text if cell else ""
