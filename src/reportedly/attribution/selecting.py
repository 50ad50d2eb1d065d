"""Finds the statements of a selection: how many in each report, and those of one page."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import accumulate
from typing import Final

from reportedly import lookup
from reportedly.attribution import facts, names
from reportedly.attribution.conditions import PROLOGUE, pattern
from reportedly.attribution.model import Found, Selection
from reportedly.engine.port import Engine

_REPORT: Final = """
  BIND(IRI(IF(CONTAINS(STR(?statement), "#"), STRBEFORE(STR(?statement), "#"), STR(?statement)))
    AS ?report)
"""
_ANY: Final = "?statement a rpt:Statement ."
_TALLY: Final = f"""
SELECT ?report ?count WHERE {{
  {{ SELECT ?report (COUNT(DISTINCT ?statement) AS ?count) WHERE {{
    %s {_REPORT}
  }} GROUP BY ?report }}
  OPTIONAL {{ ?report dcterms:issued ?issued }}
}} ORDER BY DESC(?issued) ?report
"""
_OF_REPORTS: Final = "VALUES ?report { %s } ?statement rpt:within+ ?report ."
_SELECTED: Final = f"%s {_REPORT} FILTER(?report IN (%s))"
_STATEMENTS: Final = """
SELECT DISTINCT ?report ?statement WHERE { %s FILTER(isIRI(?statement)) }
"""
_STARTS: Final = """
SELECT ?statement (MIN(?position) AS ?start) WHERE {
  VALUES ?statement { %s }
  ?statement rpt:passage/oa:start ?position .
} GROUP BY ?statement
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
    if not reports:
        return Found((), total)
    query = PROLOGUE + _STATEMENTS % _among(reports, pattern(selection))
    rows = lookup.solutions(engine, query).rows
    found = {iri.text: reports.index(report.text) for report, iri in rows if report and iri}
    starts = _starts(engine, found)
    ordered = sorted(found, key=lambda iri: (found[iri], starts.get(iri, 0), iri))
    return Found(tuple(ordered[skipped : skipped + size]), total)


def _starts(engine: Engine, statements: Iterable[str]) -> dict[str, Decimal]:
    """Return where in its report each statement starts, if the data say so."""
    rows = lookup.solutions(engine, PROLOGUE + _STARTS % names.values(statements)).rows
    found = ((iri.text, facts.number(at)) for iri, at in rows if iri and at)
    return {iri: at for iri, at in found if at is not None}


def _among(reports: list[str], selected: str) -> str:
    """Return the pattern for the selected statements of some reports.

    The engine is quick where it starts from the reports if these are all that is asked, and else
    from what is selected.
    """
    if not selected:
        return _OF_REPORTS % names.values(reports)
    return _SELECTED % (selected, ", ".join(names.values([report]) for report in reports))


def _reports(counts: Mapping[str, int], first: int, end: int) -> tuple[list[str], int]:
    """Return the reports that statements number `first` to `end` are from.

    With them, how many of these statements come before number `first`.
    """
    starts = dict(zip(counts, accumulate(counts.values(), initial=0), strict=False))
    reports = [each for each, start in starts.items() if first - counts[each] < start < end]
    return reports, first - starts[reports[0]] if reports else 0
