"""Finds the statements of a selection: how many in each report, and those of one page."""

from collections.abc import Mapping
from itertools import accumulate
from typing import Final

from reportedly import lookup
from reportedly.attribution import names
from reportedly.attribution.conditions import PROLOGUE, pattern
from reportedly.attribution.model import Found, Selection
from reportedly.engine.port import Engine

_TALLY: Final = """
SELECT ?report ?count WHERE {
  { SELECT ?report (COUNT(DISTINCT ?statement) AS ?count) WHERE {
    %s
    BIND(IRI(IF(CONTAINS(STR(?statement), "#"), STRBEFORE(STR(?statement), "#"),
      STR(?statement))) AS ?report)
  } GROUP BY ?report }
  OPTIONAL { ?report dcterms:issued ?issued }
} ORDER BY DESC(?issued) ?report
"""
_ANY: Final = "?statement a rpt:Statement ."
_STATEMENTS: Final = """
SELECT ?report ?statement (MIN(?position) AS ?start) WHERE {
  VALUES ?report { %s }
  ?statement rpt:within+ ?report .
  FILTER(isIRI(?statement))
  %s
  OPTIONAL { ?statement rpt:passage/oa:start ?position }
} GROUP BY ?report ?statement ORDER BY ?report ?start ?statement
"""


def tally(engine: Engine, selection: Selection) -> dict[str, int]:
    """Return how many statements of a selection each report has, the latest report first.

    Takes a tenth of a second if all of a thousand reports is selected: keep it while the data
    stay as they are. Raises QueryError for a selection that can’t be understood.
    """
    rows = lookup.solutions(engine, PROLOGUE + _TALLY % (pattern(selection) or _ANY)).rows
    return {report.text: int(count.text) for report, count in rows if report and count}


def page(
    engine: Engine, selection: Selection, counts: Mapping[str, int], number: int, size: int
) -> Found:
    """Return page `number`, from 1, of the statements of a selection with this tally."""
    first, total = (number - 1) * size, sum(counts.values())
    reports, skipped = _reports(counts, first, first + size)
    by_report: dict[str, list[str]] = {report: [] for report in reports}
    if reports:
        query = PROLOGUE + _STATEMENTS % (names.values(reports), pattern(selection))
        for report, statement, _ in lookup.solutions(engine, query).rows:
            if report and statement:
                by_report[report.text].append(statement.text)
    found = [iri for statements in by_report.values() for iri in statements]
    return Found(tuple(found[skipped : skipped + size]), total)


def _reports(counts: Mapping[str, int], first: int, end: int) -> tuple[list[str], int]:
    """Return the reports that statements number `first` to `end` are from.

    With them, how many of these statements come before number `first`.
    """
    starts = dict(zip(counts, accumulate(counts.values(), initial=0), strict=False))
    reports = [each for each, start in starts.items() if first - counts[each] < start < end]
    return reports, first - starts[reports[0]] if reports else 0
