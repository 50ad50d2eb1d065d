"""The SPARQL endpoint: https://www.w3.org/TR/sparql11-protocol/."""

from dataclasses import replace
from typing import Final

from flask import Blueprint, Response, render_template, request

from reportedly import guard, media, questions
from reportedly.engine.port import Engine, Query
from reportedly.web import protocol, responses
from reportedly.web.answers import Shown, show
from reportedly.web.descriptions import Descriptions
from reportedly.web.editor import Editor

_PAGE: Final = "text/html"
_SHOWN: Final = "application/sparql-results+json, text/turtle"
_OFFERS: Final = (
    *(name for form in media.RESULT_FORMATS + media.GRAPH_FORMATS for name in form.media_types),
    _PAGE,
)


def blueprint(engine: Engine, descriptions: Descriptions) -> Blueprint:
    """Return the routes that answer queries over an engine's graphs."""
    routes = Blueprint("sparql", __name__)
    editor = Editor.of(questions.load())

    def respond(query: Query) -> Response:
        if not wants_page(query.accept):
            return responses.respond(guard.answer(engine, query, responses.caller()))
        answer = guard.answer(engine, replace(query, accept=_SHOWN), responses.caller())
        return _page(editor, query.text, show(engine, answer))

    @routes.get("/sparql")
    def get() -> Response:
        if not protocol.has_query(request.query_string):
            return _start(editor) if wants_page(_accept()) else descriptions.service()
        return respond(_with_context(protocol.read_get(request.query_string)))

    @routes.post("/sparql")
    def post() -> Response:
        content_type = request.headers.get("Content-Type", "")
        query = protocol.read_post(request.query_string, content_type, request.get_data())
        return respond(_with_context(query))

    return routes


def wants_page(accept: str) -> bool:
    """Say whether a person looks at this with a browser."""
    return media.best(accept, _OFFERS) == _PAGE


def _accept() -> str:
    return request.headers.get("Accept", "")


def _with_context(query: Query) -> Query:
    return replace(query, accept=query.accept or _accept(), base=request.base_url)


def _start(editor: Editor) -> Response:
    return _page(editor, editor.text(request.args.get("question", "")))


def _page(editor: Editor, text: str, shown: Shown | None = None) -> Response:
    page = render_template("sparql.html", editor=editor, text=text, shown=shown)
    response = Response(page)
    response.vary.add("Accept")
    return response
