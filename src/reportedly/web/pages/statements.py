"""Who said what: the statements of a selection, and the matrix of who tells of which event."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

from flask import Blueprint, Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirection

from reportedly.attribution import choices, matrix, names, selecting, statements
from reportedly.attribution.choices import Choices
from reportedly.attribution.matrix import Matrix
from reportedly.attribution.model import Ref, Selection
from reportedly.engine.port import Engine
from reportedly.export import table
from reportedly.keeping import for_a_revision
from reportedly.web import selections, tables
from reportedly.web.paging import Pager, page_number

_SIZE: Final = 15
_ROWS: Final = 500
"""Statements in a file; further ones have a page of their own."""
_KEPT: Final = 32
"""Selections that are kept as they were found, until the data change."""
_MEANT: Final = 20


@dataclass(frozen=True)
class Overview:
    """What is found for a selection before any page of it: its matrix, and counts by report."""

    matrix: Matrix
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Meaning:
    """A name that was given, in which field, who or what may be meant, and how many besides."""

    field: str
    name: str
    meant: tuple[Ref, ...]
    more: int = 0


def blueprint(engine: Engine) -> Blueprint:
    """Return the routes of the page and its files; what is found is kept for each revision."""
    routes = Blueprint("statements", __name__)
    found = _overviews(engine)

    @routes.get("/statements")
    def index() -> str | Redirection:
        selection, number = selections.asked(), page_number()
        meanings = _meanings(engine, selection)
        if meanings and all(len(each.meant) == 1 for each in meanings):
            return redirect(_settled(selection, meanings))
        overview = Overview(Matrix(), {}) if meanings else found(engine.revision, selection)
        return _page(engine, selection, overview, meanings, _choices(engine), number)

    @routes.get("/statements.csv", defaults={"form": "csv"})
    @routes.get("/statements.json", defaults={"form": "json"})
    def file(form: str) -> Response:
        page = statements.find(engine, selections.asked(), page_number(), _ROWS)
        told = statements.read(engine, page.iris)
        rows = (row for each in told for row in table.of_statement(each))
        return tables.response(table.COLUMNS, rows, form)

    return routes


def _page(
    engine: Engine,
    selection: Selection,
    overview: Overview,
    meanings: tuple[Meaning, ...],
    offered: Choices,
    number: int,
) -> str:
    page = selecting.page(engine, selection, overview.counts, number, _SIZE)
    return render_template(
        "statements.html",
        selection=selection,
        chosen=_chosen(engine, selection),
        given=selections.given(selection),
        path=partial(selections.path, "/statements", selection),
        files=partial(selections.path, selection=selection),
        meanings=meanings,
        matrix=overview.matrix,
        reports=len(overview.counts),
        statements=statements.read(engine, page.iris),
        pager=Pager(number, _SIZE, page.total),
        offered=offered,
    )


_choices: Final = for_a_revision(choices.read)
"""What a selection can be made by, for each revision of the data."""


def _overviews(engine: Engine) -> Callable[[int, Selection], Overview]:
    @lru_cache(maxsize=_KEPT)
    def overview(_: int, selection: Selection) -> Overview:
        return Overview(matrix.read(engine, selection), selecting.tally(engine, selection))

    return overview


def _meanings(engine: Engine, selection: Selection) -> tuple[Meaning, ...]:
    """Return what is meant by what is given by a name, up to twenty of each."""
    named = selections.by_name(selection).items()
    found = ((field, name, choices.called(engine, field, name)) for field, name in named)
    return tuple(
        Meaning(field, name, meant[:_MEANT], len(meant[_MEANT:])) for field, name, meant in found
    )


def _settled(selection: Selection, meanings: tuple[Meaning, ...]) -> str:
    """Return the address where the names are those that they can only mean."""
    meant = {each.field: each.meant[0].iri for each in meanings}
    return selections.path(url_for(".index"), selection, **meant)


def _chosen(engine: Engine, selection: Selection) -> dict[str, Ref]:
    """Return what was chosen by its IRI, by field."""
    iris = {name: getattr(selection, name) for name in (*selections.NAMED, "report")}
    iris = {name: iri for name, iri in iris.items() if ":" in iri}
    called = names.read(engine, iris.values())
    return {name: called[iri] for name, iri in iris.items() if iri in called}
