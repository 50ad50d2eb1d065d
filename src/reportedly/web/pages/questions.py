"""The named questions: an index by theme; each with its parameters, its answer and its files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self

from flask import Blueprint, Response, render_template, request
from werkzeug.datastructures import MultiDict

from reportedly import media, questions
from reportedly.engine.port import Engine
from reportedly.errors import (
    FederationError,
    LimitError,
    NotAcceptable,
    PeerUnknown,
    QueryRefused,
    ReportedlyError,
    ResourceMissing,
)
from reportedly.federation.calling import peers
from reportedly.questions import THEMES, Parameter, Question, choices
from reportedly.questions.choices import Choice
from reportedly.results import Table
from reportedly.web import addresses, answers, asked, caching, problems, protocol, tables
from reportedly.web.asked import Asked, Parts
from reportedly.web.paging import page_number
from reportedly.web.problems import Problem
from reportedly.web.recipes import Group, Offer, recipes
from reportedly.web.responses import caller

_ROWS: Final = 50
"""Rows on a page."""
_DONE: Final = 200
"""The status of a page that is as it should be, also where it says why it has no answer."""
_LAST: Final = 10_000
"""The last page."""
_FORMS: Final = {"text/html": "", "text/csv": "csv", "application/json": "json"}


@dataclass(frozen=True)
class _Found:
    """What is found for pages once for each revision: choices of parameters, parts of answers."""

    choices: Callable[[int, Parameter], tuple[Choice, ...]]
    parts: Parts

    @classmethod
    def of(cls, engine: Engine) -> Self:
        remembered = lru_cache(maxsize=64)(lambda _, parameter: choices.find(engine, parameter))
        return cls(remembered, Parts(engine))


def blueprint(engine: Engine) -> Blueprint:
    """Return the routes of the named questions."""
    routes = Blueprint("questions", __name__)
    known = {each.slug: each for each in questions.load()}
    found = _Found.of(engine)

    @routes.get("/queries")
    def index() -> str:
        themes = {
            theme: [each for each in known.values() if each.theme == theme] for theme in THEMES
        }
        return render_template("questions.html", themes=themes, sentences=THEMES)

    @routes.get("/queries/<slug>")
    def show(slug: str) -> Response:
        form = _negotiate()
        question = _find(known, slug)
        response = _file(engine, question, form) if form else _page(engine, question, found)
        response.vary.add("Accept")
        return response

    @routes.get("/queries/<slug>.csv", defaults={"form": "csv"})
    @routes.get("/queries/<slug>.json", defaults={"form": "json"})
    def file(slug: str, form: str) -> Response:
        return _file(engine, _find(known, slug), form)

    @routes.get("/queries/<slug>.rq")
    def query(slug: str) -> Response:
        asking = asked.read(engine, _find(known, slug), request.args)
        return Response(asking.text, content_type=f"{protocol.DIRECT}; charset=utf-8")

    return routes


def _negotiate() -> str:
    """Return the form in which the answer is welcome; empty for a page. Raises NotAcceptable."""
    best = media.best(request.headers.get("Accept", ""), _FORMS)
    if best is None:
        raise NotAcceptable(available=tuple(_FORMS))
    return _FORMS[best]


def _find(known: Mapping[str, Question], slug: str) -> Question:
    if slug not in known:
        raise ResourceMissing(f"There is no question “{slug}”.", hint="/queries lists them all.")
    return known[slug]


def _read(engine: Engine, question: Question, given: MultiDict[str, str]) -> Asked:
    """Return a question as it is asked. Raises what `asked.read` does."""
    asking = asked.read(engine, question, given)
    if asking.changes:
        caching.let_pass()
    return asking


def _file(engine: Engine, question: Question, form: str) -> Response:
    table = asked.answer(engine, _read(engine, question, request.args), caller())
    rows = (tuple(map(asked.plain, row)) for row in table.rows)
    return tables.response(table.columns, rows, form)


def _page(engine: Engine, question: Question, known: _Found) -> Response:
    given = request.args.copy()
    given.pop("page", None)
    first = (page_number(_LAST) - 1) * _ROWS
    asking = _read(engine, question, given)
    found, problem = _attempt(known.parts, asking, first)
    rendered = render_template(
        "question.html",
        asked=asking,
        answer=answers.joined(answers.tabulate(engine, found, _ROWS)),
        problem=problem,
        elsewhere=questions.called(asking.text),
        calling=peers.CALLED,
        first=first,
        page=first // _ROWS + 1,
        offered={each.name: known.choices(engine.revision, each) for each in question.parameters},
        recipes=() if problem and problem.status == _DONE else _recipes(asking, found),
        editor=addresses.asking(asking.text),
    )
    return Response(rendered, problem.status, problem.headers) if problem else Response(rendered)


def _attempt(parts: Parts, asking: Asked, first: int) -> tuple[Table, Problem | None]:
    """Return a part of the answer; none of it, and why, if it can’t be had at this moment."""
    try:
        return parts.find(asking, first, _ROWS + 1, caller()), None
    except (LimitError, FederationError, QueryRefused) as error:
        return Table((), ()), _told(asking, error)


def _told(asking: Asked, error: ReportedlyError) -> Problem:
    """Return why there is no answer; that a dataset is not called from here is no mistake."""
    iri = questions.called(asking.text)
    if not iri or not isinstance(error, PeerUnknown | QueryRefused):
        return problems.of_ours(error)
    return Problem(
        _DONE,
        PeerUnknown.code,
        "This server calls no such dataset",
        f"The answer comes from what is here and from <{iri}>, which is not called from here.",
        f"Whoever runs the server can allow that: reportedly serve --federate {_setting(iri)} – "
        "and wherever it is called, the query below can be asked.",
    )


def _setting(iri: str) -> str:
    """Return a value of --federate that lets queries call an endpoint by this IRI."""
    name = iri.removeprefix(peers.CALLED)
    if name != iri:
        return f"{name}=https://…"
    return peers.preset_of(iri) or f"{iri}=https://…"


def _recipes(asking: Asked, found: Table) -> tuple[Group, ...]:
    root = request.url_root.rstrip("/")
    return recipes(
        Offer(
            csv=root + asking.path(".csv"),
            json=root + asking.path(".json"),
            endpoint=f"{root}/sparql",
            query=asking.text,
            columns=found.columns,
            rq=root + asking.path(".rq"),
        )
    )
