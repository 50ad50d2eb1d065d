"""The list of all events that statements tell of."""

from collections.abc import Iterator
from typing import Final

from flask import Blueprint, Response, render_template, request

from reportedly.attribution import events
from reportedly.attribution.events import Listed
from reportedly.engine.port import Engine
from reportedly.web import tables
from reportedly.web.paging import Pager, page_number
from reportedly.web.tables import Value

_SIZE: Final = 40
_COLUMNS: Final = ("event", "label", "kinds", "sources", "statements", "reports")
_FILTERS: Final = ("words", "kind", "report")


def blueprint(engine: Engine) -> Blueprint:
    """Return the routes of the list of events."""
    routes = Blueprint("events", __name__)

    @routes.get("/events")
    def index() -> str:
        every, asked = events.read(engine), _asked()
        found = events.select(every, **asked)
        pager = Pager(page_number(), _SIZE, len(found))
        return render_template(
            "events.html",
            asked=asked,
            kinds=events.kinds(every),
            pager=pager,
            events=pager.part(found),
        )

    @routes.get("/events.csv", defaults={"form": "csv"})
    @routes.get("/events.json", defaults={"form": "json"})
    def file(form: str) -> Response:
        found = events.select(events.read(engine), **_asked())
        return tables.response(_COLUMNS, _rows(found), form)

    return routes


def _asked() -> dict[str, str]:
    """Return what the request asks for."""
    return {name: request.args.get(name, "").strip() for name in _FILTERS}


def _rows(found: tuple[Listed, ...]) -> Iterator[tuple[Value, ...]]:
    for each in found:
        kinds = "; ".join(ref.label for ref in each.kinds)
        counts = each.sources, each.statements, each.reports
        yield each.event.iri, each.event.label, kinds, *counts
