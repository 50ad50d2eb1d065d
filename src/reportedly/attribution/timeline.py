"""Reads what is said to have happened when, beside when it was said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from reportedly import lookup
from reportedly.attribution import names, statements
from reportedly.attribution.conditions import PROLOGUE, pattern
from reportedly.attribution.model import Account, Selection, Statement, Text
from reportedly.engine.port import Engine

_TIMES: Final = f"""{PROLOGUE}
SELECT ?statement ?account ?moment WHERE {{
  %s
  ?statement rpt:account ?account .
}}
"""
_MOMENTS: Final = (
    "?account rpt:notBefore ?moment .",
    "?account rpt:notAfter ?moment .",
    "?statement rpt:saidOn ?moment .",
)
"""What puts an account in time, the first that it has: when it starts or ends, or is told."""
_WANTED: Final = f"""{PROLOGUE}
SELECT DISTINCT ?statement ?account WHERE {{
  %s
  ?statement rpt:account ?account .
}}
"""
_TOTAL: Final = (
    f"{PROLOGUE} SELECT (COUNT(*) AS ?total) WHERE {{ ?statement rpt:account ?account }}"
)
_ISSUED: Final = f"""{PROLOGUE}
SELECT ?report ?issued (BOUND(?yes) AS ?assumed) WHERE {{
  VALUES ?report {{ %s }}
  ?report dcterms:issued ?issued
  OPTIONAL {{ ?report rpt:issuedAssumed true BIND(true AS ?yes) }}
}}
"""


@dataclass(frozen=True)
class Issue:
    """When a report was published; `assumed` if its text does not say so."""

    day: str = ""
    assumed: bool = False


@dataclass(frozen=True)
class Told:
    """An account that can be put in time, and the statement and the report that give it."""

    account: Account
    statement: Statement
    issue: Issue

    @property
    def assumptions(self) -> tuple[Text, ...]:
        """What the times rest on beside the words of the text."""
        return (*self.account.assumptions, *self.statement.assumptions)


@dataclass(frozen=True)
class Found:
    """The accounts of a selection that have a time, in its order, each after its statement.

    `untimed` counts those that have none.
    """

    timed: tuple[tuple[str, str], ...]
    untimed: int


class Index:
    """All accounts of one revision of the data that have a time, the earliest first."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._timed = _timed(engine)
        self._total = _total(engine)

    def find(self, selection: Selection) -> Found:
        """Return the accounts of a selection. Raises QueryError for one that can’t be read."""
        wanted = pattern(selection)
        if not wanted:
            return Found(self._timed, self._total - len(self._timed))
        rows = lookup.solutions(self._engine, _WANTED % wanted).rows
        found = {(row[0].text, row[1].text) for row in rows if row[0] and row[1]}
        timed = tuple(each for each in self._timed if each in found)
        return Found(timed, len(found) - len(timed))


def _timed(engine: Engine) -> tuple[tuple[str, str], ...]:
    moments: dict[tuple[str, str], str] = {}
    for having in _MOMENTS:
        for statement, account, moment in lookup.solutions(engine, _TIMES % having).rows:
            if statement and account and moment:
                moments.setdefault((statement.text, account.text), moment.text)
    return tuple(sorted(moments, key=lambda each: (moments[each], each)))


def _total(engine: Engine) -> int:
    found = lookup.solutions(engine, _TOTAL).rows
    return int(found[0][0].text) if found and found[0][0] else 0


def read(engine: Engine, found: Sequence[tuple[str, str]]) -> tuple[Told, ...]:
    """Return accounts with all that is told of them; each is given after its statement."""
    known = {each.iri: each for each in statements.read(engine, sorted({iri for iri, _ in found}))}
    accounts = {each.iri: each for statement in known.values() for each in statement.accounts}
    issues = _issues(engine, {statement.report.iri for statement in known.values()})
    return tuple(
        Told(accounts[account], known[iri], issues.get(known[iri].report.iri, Issue()))
        for iri, account in found
        if iri in known
    )


def _issues(engine: Engine, reports: Iterable[str]) -> dict[str, Issue]:
    rows = lookup.solutions(engine, _ISSUED % names.values(reports)).rows
    return {
        report.text: Issue(day.text, assumed is not None and assumed.text == "true")
        for report, day, assumed in rows
        if report and day
    }
