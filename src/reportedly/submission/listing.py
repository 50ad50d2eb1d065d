"""Lists reports: the newest version of each that is there, and what was withdrawn, newest first."""

from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from reportedly import lookup
from reportedly.engine.port import Engine
from reportedly.results import Cell
from reportedly.submission.history import submitter_of
from reportedly.terms import PREFIXES, REPORTS, RPT

_REPORTS: Final = f"""
PREFIX dcterms: <{PREFIXES["dcterms"]}>
PREFIX prov: <{PREFIXES["prov"]}>
PREFIX rpt: <{RPT}>
SELECT ?report ?title ?version ?at ?submitter WHERE {{
  {{
    SELECT ?report (MIN(?each) AS ?title) WHERE {{
      GRAPH ?report {{ ?report a rpt:Report OPTIONAL {{ ?report dcterms:title ?each }} }}
      %s
    }} GROUP BY ?report
  }}
  BIND(IRI(CONCAT(STR(?report), "/versions")) AS ?history)
  OPTIONAL {{
    GRAPH ?history {{
      ?version prov:specializationOf ?report ; prov:generatedAtTime ?at ;
        prov:wasAttributedTo ?submitter
      FILTER NOT EXISTS {{ ?later prov:wasRevisionOf ?version }}
    }}
  }}
}} ORDER BY DESC(?at) ?report LIMIT %d OFFSET %d
"""
_WITHDRAWALS: Final = f"""
PREFIX prov: <{PREFIXES["prov"]}>
PREFIX rdfs: <{PREFIXES["rdfs"]}>
SELECT ?report (?report AS ?title) ?version ?at ?submitter ?reason WHERE {{
  GRAPH ?history {{
    ?version prov:specializationOf ?report ; prov:invalidatedAtTime ?at ;
      prov:wasInvalidatedBy ?withdrawal .
    ?withdrawal prov:wasAssociatedWith ?submitter ; rdfs:comment ?reason .
  }}
}} ORDER BY DESC(?at) LIMIT %d
"""


@dataclass(frozen=True)
class Entry:
    """A report in a list.

    `version` is the number of its newest version, `at` when that came, in UTC, and `submitter` a
    name; a report that was not submitted has none of these. With a `reason` that version was
    withdrawn, at that time and by that submitter.
    """

    report: str
    title: str
    version: int = 0
    at: str = ""
    submitter: str = ""
    reason: str = ""

    @property
    def slug(self) -> str:
        """The end of the IRI of the report."""
        return self.report.removeprefix(REPORTS)


def entries(engine: Engine, most: int, start: int = 0, words: str = "") -> list[Entry]:
    """Return up to `most` reports, after leaving out the first `start`.

    With `words`, only those that have them in the title or the IRI, in capitals or not.
    """
    rows = lookup.solutions(engine, _REPORTS % (_filter(words), most, start)).rows
    return [_entry(row) for row in rows]


def withdrawals(engine: Engine, most: int) -> list[Entry]:
    """Return up to `most` withdrawals; as title they have the IRI of the report."""
    return [_entry(row) for row in lookup.solutions(engine, _WITHDRAWALS % most).rows]


def _filter(words: str) -> str:
    if not words:
        return ""
    wanted = ox.Literal(words.lower())
    return f'FILTER(CONTAINS(LCASE(CONCAT(COALESCE(?each, ""), " ", STR(?report))), {wanted}))'


def _entry(row: tuple[Cell | None, ...]) -> Entry:
    report, title, version, at, submitter, *reason = (cell.text if cell else "" for cell in row)
    number = int(version.rpartition("/")[2]) if version else 0
    return Entry(report, title, number, at, submitter_of(submitter), *reason)
