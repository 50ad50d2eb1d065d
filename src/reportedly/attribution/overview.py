"""What a list says of each report: its day, how much is said in it, and by whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from reportedly import lookup
from reportedly.attribution import names
from reportedly.attribution.model import Ref
from reportedly.engine.port import Engine
from reportedly.terms import PREFIXES, RPT

_SPEAKERS: Final = 4
_QUERY: Final = f"""
PREFIX rpt: <{RPT}>
SELECT ?report ?source (COUNT(DISTINCT ?statement) AS ?count) WHERE {{
  VALUES ?report {{ %s }}
  GRAPH ?report {{ ?statement a rpt:Statement ; rpt:source ?source }}
}} GROUP BY ?report ?source ORDER BY DESC(?count) ?source
"""
_TOTALS: Final = f"""
PREFIX dcterms: <{PREFIXES["dcterms"]}>
PREFIX rpt: <{RPT}>
SELECT ?report (MIN(?day) AS ?issued) (COUNT(DISTINCT ?statement) AS ?count) WHERE {{
  VALUES ?report {{ %s }}
  GRAPH ?report {{
    ?report a rpt:Report
    OPTIONAL {{ ?report dcterms:issued ?day }}
    OPTIONAL {{ ?statement a rpt:Statement }}
  }}
}} GROUP BY ?report
"""


@dataclass(frozen=True)
class Overview:
    """A report from afar: when it is dated, how many statements it has, and who speaks in it.

    The speakers with most statements come first; `more` counts those left out.
    """

    issued: str = ""
    statements: int = 0
    speakers: tuple[Ref, ...] = ()
    more: int = 0


def read(engine: Engine, reports: Iterable[str]) -> Mapping[str, Overview]:
    """Return the overview of each of the reports."""
    values = names.values(reports)
    speakers = defaultdict[str, list[str]](list)
    for report, source, _ in lookup.solutions(engine, _QUERY % values).rows:
        if report and source and source.kind == "uri":
            speakers[report.text].append(source.text)
    called = names.read(engine, {iri for found in speakers.values() for iri in found[:_SPEAKERS]})
    return {
        report.text: Overview(
            issued.text if issued else "",
            int(count.text) if count else 0,
            tuple(called[iri] for iri in speakers[report.text][:_SPEAKERS]),
            max(0, len(speakers[report.text]) - _SPEAKERS),
        )
        for report, issued, count in lookup.solutions(engine, _TOTALS % values).rows
        if report
    }
