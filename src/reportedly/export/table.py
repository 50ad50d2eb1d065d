"""A report’s accounts as a table, for spreadsheets and data frames: a row for each of them."""

from collections.abc import Iterable, Iterator
from typing import Final

from reportedly.attribution import report as reading
from reportedly.attribution import statements
from reportedly.attribution.model import Account, Number, Ref, Statement
from reportedly.engine.port import Engine

COLUMNS: Final = (
    *("statement", "notation", "sources", "through", "act", "rendering", "said_on"),
    *("account", "denied", "status", "kind", "event", "gloss"),
    *("actors", "targets", "beneficiaries", "participants", "places"),
    *("not_before", "not_after", "time_wording", "figures", "start", "end"),
)
"""What each row has; several names in a cell are separated by semicolons.

`statement` and `account` are IRIs, `start` and `end` code points of the text, the end exclusive.
"""

Row = tuple[str | int | bool, ...]


def rows(engine: Engine, report: str) -> list[Row]:
    """Return the accounts of a report in reading order. Raises ResourceMissing."""
    found = reading.read(engine, report)
    told = statements.read(engine, (each.iri for each in found.outline))
    return [row for statement in told for row in of_statement(statement)]


def of_statement(statement: Statement) -> Iterator[Row]:
    """Yield the accounts of a statement."""
    said = (
        statement.iri,
        statement.notation,
        _listed(statement.sources),
        _listed(voice for voices in statement.voices[:-1] for voice in voices),
        statement.act.label,
        statement.rendering.label,
        statement.said_on[:10],
    )
    yield from ((*said, *_told(statement, account)) for account in statement.accounts)


def _told(statement: Statement, account: Account) -> Row:
    roles = dict(account.roles)
    spans = account.passages or statement.passages
    return (
        account.iri,
        account.denied,
        account.status.label,
        account.kind.label,
        account.event.label,
        next((gloss.text for gloss in account.gloss), ""),
        *(_listed(roles.get(role, ())) for role in ("actor", "target", "beneficiary")),
        _listed(roles.get("participant", ())),
        _listed(place for _, places in account.places for place in places),
        account.not_before,
        account.not_after,
        account.time_wording.text,
        "; ".join(map(_figure, account.numbers)),
        min((span.start for span in spans), default=""),
        max((span.end for span in spans), default=""),
    )


def _figure(number: Number) -> str:
    return f"{number.wording}: {number.population.label}, {number.measure.label}"


def _listed(refs: Iterable[Ref]) -> str:
    return "; ".join(ref.label for ref in refs)
