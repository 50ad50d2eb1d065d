"""The list of all events that statements tell of."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from flask import Blueprint, Response, render_template

from reportedly.attribution import events
from reportedly.attribution.events import Listed
from reportedly.attribution.model import Selection
from reportedly.engine.port import Engine
from reportedly.web import selections, tables
from reportedly.web.paging import Pager, page_number
from reportedly.web.tables import Value

_SIZE: Final = 40
_COLUMNS: Final = ("event", "label", "kinds", "sources", "statements", "reports")


def blueprint(engine: Engine) -> Blueprint:
    """Return the routes of the list of events."""
    routes = Blueprint("events", __name__)

    @routes.get("/events")
    def index() -> str:
        every, asked = events.read(engine), selections.asked()
        found = _select(every, asked)
        pager = Pager(page_number(), _SIZE, len(found))
        return render_template(
            "events.html",
            files=partial(selections.path, selection=asked),
            kinds=events.kinds(every),
            pager=pager,
            events=pager.part(found),
        )

    @routes.get("/events.csv", defaults={"form": "csv"})
    @routes.get("/events.json", defaults={"form": "json"})
    def file(form: str) -> Response:
        found = _select(events.read(engine), selections.asked())
        return tables.response(_COLUMNS, _rows(found), form)

    return routes


def _select(every: tuple[Listed, ...], asked: Selection) -> tuple[Listed, ...]:
    return events.select(every, asked.words, asked.kind, asked.report)


def _rows(found: tuple[Listed, ...]) -> Iterator[tuple[Value, ...]]:
    for each in found:
        kinds = "; ".join(ref.label for ref in each.kinds)
        counts = each.sources, each.statements, each.reports
        yield each.event.iri, each.event.label, kinds, *counts
