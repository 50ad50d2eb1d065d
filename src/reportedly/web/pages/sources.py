"""Sources: who is one voice with whom, whom events rest on, unnamed sources, and all actors."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from flask import Blueprint, Response, render_template

from reportedly.attribution import events, independence, sources, statements
from reportedly.attribution.independence import Strand
from reportedly.attribution.model import Ref, Selection, Statement
from reportedly.attribution.sources import Listed, Sources
from reportedly.engine.port import Engine
from reportedly.errors import RequestError
from reportedly.keeping import for_a_revision
from reportedly.web import filtering, selections, tables
from reportedly.web.paging import Pager, page_number

_SIZE: Final = 40
_EVENTS: Final = 5
_STATEMENTS: Final = 40
"""How many of an event’s statements are asked whether they are independent."""
_COLUMNS: Final = (
    *("actor", "label", "class", "statements", "accounts", "speaksForOrIn", "through"),
)
_CLASSES: Final = {
    "Person": "person",
    "Organization": "organisation",
    "State": "state",
    "Group": "group",
    "UnnamedSource": "unnamed source",
    "Actor": "other",
}
"""What the classes of actors are called."""


@dataclass(frozen=True)
class Told:
    """An event, the strands of those who tell of it, and what reports say of it themselves."""

    event: Ref
    strands: tuple[Strand, ...]
    own: tuple[Statement, ...]
    left_out: int


@dataclass(frozen=True)
class Overview:
    """What the page has before anything is looked for."""

    sources: Sources
    told: tuple[Told, ...]


def blueprint(engine: Engine) -> Blueprint:
    """Return the routes of the page and its files; sources are read once for each revision."""
    routes = Blueprint("sources", __name__)

    @routes.get("/sources")
    def index() -> str:
        overview, (words, kind) = _overview(engine), _asked()
        found = overview.sources.matching(words, kind)
        pager = Pager(page_number(), _SIZE, len(found))
        return render_template(
            "sources.html",
            overview=None if words or kind or pager.number > 1 else overview,
            asked={"words": words, "class": kind},
            classes=_CLASSES,
            actors=pager.part(found),
            pager=pager,
            path=partial(selections.path, "/statements", Selection()),
        )

    @routes.get("/sources.csv", defaults={"form": "csv"})
    @routes.get("/sources.json", defaults={"form": "json"})
    def file(form: str) -> Response:
        found = _overview(engine).sources.matching(*_asked())
        return tables.response(_COLUMNS, _rows(found), form)

    return routes


@for_a_revision
def _overview(engine: Engine) -> Overview:
    return Overview(sources.read(engine), tuple(_told(engine)))


def _told(engine: Engine) -> Iterator[Told]:
    """Yield the events that most sources tell of, if more than one does."""
    for each in events.read(engine)[:_EVENTS]:
        if each.sources > 1:
            found = statements.find(engine, Selection(event=each.event.iri), size=_STATEMENTS)
            telling = statements.read(engine, found.iris)
            strands = independence.strands(engine, telling)
            own = tuple(statement for statement in telling if statement.own_voice)
            yield Told(each.event, strands, own, found.total - len(telling))


def _asked() -> tuple[str, str]:
    """Return the words and the class that are looked for. Raises RequestError."""
    kind = filtering.only("class")
    if kind and kind not in _CLASSES:
        raise RequestError(f"There is no class {kind}.", hint=f"Use {', '.join(_CLASSES)}.")
    return filtering.only("words"), kind


def _rows(found: tuple[Listed, ...]) -> Iterator[tuple[tables.Value, ...]]:
    for each in found:
        bound, carriers = (
            "; ".join(ref.label for ref in refs) for refs in (each.bound, each.carriers)
        )
        yield each.ref.iri, each.ref.label, each.kind, each.said, each.told, bound, carriers
