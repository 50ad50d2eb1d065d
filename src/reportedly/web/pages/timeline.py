"""When something is said to have happened, beside when it was said."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from flask import Blueprint, Response, render_template

from reportedly.attribution import choosing, timeline
from reportedly.attribution.model import Ref, Selection
from reportedly.attribution.timeline import Found, Index, Told
from reportedly.drawing.timeline import TONES, draw
from reportedly.engine.port import Engine
from reportedly.web import filtering, tables
from reportedly.web.paging import Pager, page_number

_SIZE: Final = 25
"""Accounts on a page."""
_KEPT: Final = 16
"""How many selections of one revision are remembered."""
_FILTERS: Final = (
    *("words", "report", "event", "source", "place", "kind", "status", "since", "until"),
)
_COLUMNS: Final = (
    *("event", "sources", "act", "gloss", "status", "denied", "not before", "not after"),
    *("time wording", "said on", "report issued", "issue assumed", "assumptions", "report"),
    *("statement", "account"),
)

_Choices = dict[str, tuple[Ref, ...]]


def blueprint(engine: Engine) -> Blueprint:
    """Return the routes of the page and its table; an index is made once for each revision."""
    routes = Blueprint("timeline", __name__)
    indexed: Callable[[int], Index] = lru_cache(maxsize=1)(lambda _: Index(engine))
    choices: Callable[[int], _Choices] = lru_cache(maxsize=1)(lambda _: _choices(engine))
    find: Callable[[int, Selection], Found] = lru_cache(maxsize=_KEPT)(
        lambda revision, wanted: indexed(revision).find(wanted)
    )

    @routes.get("/timeline")
    def index() -> str:
        found = find(engine.revision, _wanted())
        pager = Pager(page_number(), _SIZE, len(found.timed))
        return render_template(
            "timeline.html",
            drawing=draw(timeline.read(engine, pager.part(found.timed))),
            pager=pager,
            untimed=found.untimed,
            choices=choices(engine.revision),
            tones=TONES,
            query=filtering.query(_FILTERS),
        )

    @routes.get("/timeline.csv", defaults={"form": "csv"})
    @routes.get("/timeline.json", defaults={"form": "json"})
    def table(form: str) -> Response:
        found = find(engine.revision, _wanted())
        part = Pager(page_number(), _SIZE, len(found.timed)).part(found.timed)
        return tables.response(_COLUMNS, _rows(timeline.read(engine, part)), form)

    return routes


def _choices(engine: Engine) -> _Choices:
    return {"reports": choosing.reports(engine), "statuses": choosing.statuses(engine)}


def _wanted() -> Selection:
    return Selection(**filtering.given(_FILTERS))


def _rows(accounts: tuple[Told, ...]) -> Iterator[tuple[tables.Value, ...]]:
    for told in accounts:
        account, statement = told.account, told.statement
        yield (
            *(account.event.label, "; ".join(ref.label for ref in statement.sources)),
            *(statement.act.label, " ".join(map(str, account.gloss)), account.status.label),
            *(account.denied, account.not_before or None, account.not_after or None),
            *(account.time_wording.text or None, statement.said_on or None),
            *(told.issue.day or None, told.issue.assumed),
            *(" ".join(map(str, told.assumptions)) or None, statement.report.iri),
            *(statement.iri, account.iri),
        )
