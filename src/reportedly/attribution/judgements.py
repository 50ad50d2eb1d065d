"""What persons have judged of accounts that they compared: https://w3id.org/reportedly/ns#Comparison."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rdflib.namespace import DCTERMS

from reportedly import lookup
from reportedly.attribution import names
from reportedly.attribution.conditions import PROLOGUE
from reportedly.attribution.model import NOTHING, Ref, Text
from reportedly.engine.port import Engine
from reportedly.results import Cell
from reportedly.terms import RPT

_COMPARISONS: Final = f"""{PROLOGUE}
SELECT DISTINCT ?comparison ?property ?value WHERE {{
  {{ SELECT DISTINCT ?comparison WHERE {{
    VALUES ?account {{ %s }} ?comparison rpt:compares ?account FILTER(isIRI(?comparison))
  }} }}
  ?comparison ?property ?value
  FILTER(?property IN (rpt:compares, rpt:finding, rpt:reason, dcterms:creator, dcterms:source))
}} ORDER BY ?comparison
"""
_STATEMENTS: Final = f"""{PROLOGUE}
SELECT ?account ?statement ?notation WHERE {{
  VALUES ?account {{ %s }}
  ?statement rpt:account ?account
  OPTIONAL {{ ?statement skos:notation ?notation }}
}}
"""


@dataclass(frozen=True)
class Compared:
    """An account that was compared: its statement, and the short name of that."""

    account: str
    statement: str
    notation: str


@dataclass(frozen=True)
class Judgement:
    """A comparison: who judged what of which accounts, or of one and of works `outside`."""

    iri: str
    finding: Ref
    reasons: tuple[Text, ...]
    judges: tuple[Ref, ...]
    compared: tuple[Compared, ...]
    outside: tuple[str, ...] = ()


def read(engine: Engine, accounts: Iterable[str]) -> tuple[Judgement, ...]:
    """Return the judgements on any of some accounts, by IRI, in three queries."""
    found = defaultdict[str, dict[str, list[Cell]]](lambda: defaultdict(list))
    rows = lookup.solutions(engine, _COMPARISONS % names.values(accounts)).rows
    for comparison, property_, value in rows:
        if comparison and property_ and value:
            found[comparison.text][property_.text].append(value)
    named = names.read(engine, _iris(found.values(), str(RPT.finding), str(DCTERMS.creator)))
    compared = _compared(engine, _iris(found.values(), str(RPT.compares)))
    return tuple(_judgement(iri, values, named, compared) for iri, values in found.items())


def _iris(comparisons: Iterable[dict[str, list[Cell]]], *properties: str) -> set[str]:
    cells = (cell for each in comparisons for name in properties for cell in each[name])
    return {cell.text for cell in cells if cell.kind == "uri"}


def _compared(engine: Engine, accounts: Iterable[str]) -> dict[str, Compared]:
    rows = lookup.solutions(engine, _STATEMENTS % names.values(accounts)).rows
    return {
        account.text: Compared(account.text, statement.text, _short(statement, notation))
        for account, statement, notation in rows
        if account and statement
    }


def _short(statement: Cell, notation: Cell | None) -> str:
    return notation.text if notation else statement.text.rpartition("#")[2]


def _judgement(
    iri: str,
    values: dict[str, list[Cell]],
    named: dict[str, Ref],
    compared: dict[str, Compared],
) -> Judgement:
    accounts = sorted(cell.text for cell in values[str(RPT.compares)])
    reasons = {Text(cell.text, cell.language) for cell in values[str(RPT.reason)]}
    return Judgement(
        iri=iri,
        finding=next(_refs(values[str(RPT.finding)], named), NOTHING),
        reasons=tuple(sorted(reasons, key=names.preference)),
        judges=tuple(_refs(values[str(DCTERMS.creator)], named)),
        compared=tuple(compared[each] for each in accounts if each in compared),
        outside=tuple(sorted(cell.text for cell in values[str(DCTERMS.source)])),
    )


def _refs(cells: Iterable[Cell], named: dict[str, Ref]) -> Iterator[Ref]:
    found = (named[cell.text] for cell in cells if cell.text in named)
    return iter(sorted(found, key=lambda ref: (ref.label, ref.iri)))
