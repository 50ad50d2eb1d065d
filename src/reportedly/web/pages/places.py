"""The list of all places, on a map and as a table."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from flask import Blueprint, Response, render_template

from reportedly.attribution import places
from reportedly.attribution.places import Gazetteer, Place
from reportedly.drawing.map import Map, draw
from reportedly.engine.port import Engine
from reportedly.web import selections, tables
from reportedly.web.paging import Pager, page_number
from reportedly.web.tables import Value

_SIZE: Final = 50
_COLUMNS: Final = ("place", "label", "latitude", "longitude", "locatedIn", "accounts")


def blueprint(engine: Engine) -> Blueprint:
    """Return the routes of the list of places."""
    routes = Blueprint("places", __name__)

    @routes.get("/places")
    def index() -> str:
        known, asked = places.read(engine), selections.asked()
        found = known.matching(asked.words)
        pager = Pager(page_number(), _SIZE, len(found))
        shown = pager.part(found)
        return render_template(
            "places.html",
            words=asked.words,
            files=partial(selections.path, selection=asked),
            pager=pager,
            rows=[(place, known.wider(place), known.nearest(place)) for place in shown],
            map=_map(known, shown),
        )

    @routes.get("/places.csv", defaults={"form": "csv"})
    @routes.get("/places.json", defaults={"form": "json"})
    def file(form: str) -> Response:
        found = places.read(engine).matching(selections.asked().words)
        return tables.response(_COLUMNS, _rows(found), form)

    return routes


def _map(known: Gazetteer, shown: Sequence[Place]) -> Map | None:
    """Draw the places that accounts name, each with coordinates or as near as these are known."""
    near = {known.nearest(place): None for place in shown if place.accounts or place.located}
    return draw(place for place in near if place)


def _rows(found: tuple[Place, ...]) -> Iterator[tuple[Value, ...]]:
    for place in found:
        at = place.latitude, place.longitude
        yield place.ref.iri, place.ref.label, *at, place.within or None, place.accounts
