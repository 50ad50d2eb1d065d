"""The graph store: https://www.w3.org/TR/sparql11-http-rdf-update/."""

from uuid import uuid4

from flask import Blueprint, Response, request

from reportedly.engine.port import Content, Document, Engine
from reportedly.errors import GraphMissing, RequestError
from reportedly.web import protocol, uploads
from reportedly.web.responses import caller, done, respond
from reportedly.web.writing import Gate


def blueprint(engine: Engine, gate: Gate) -> Blueprint:
    """Return the routes by which graphs are read and, by those who may, written as a whole."""
    routes = Blueprint("graphs", __name__, url_prefix="/graphs")
    each = "/<path:path>"

    @routes.get("", defaults={"path": ""})
    @routes.get(each)
    def get(path: str) -> Response:
        graph = _selected(path)
        seconds = protocol.seconds(protocol.parameters(request.query_string))
        wanted = Content(graph, request.headers.get("Accept", ""), seconds)
        answer = engine.content(wanted, caller())
        return respond(answer) if answer else _missing(graph)

    @routes.put("", defaults={"path": ""})
    @routes.put(each)
    def put(path: str) -> Response:
        gate.enter()
        there = engine.write(_selected(path), _sent(), replacing=True)
        return done(204 if there else 201)

    @routes.post("", defaults={"path": ""})
    @routes.post(each)
    def post(path: str) -> Response:
        gate.enter()
        new = "" if path or _named() else f"{request.base_url}/{uuid4()}"
        there = engine.write(new or _selected(path), _sent())
        return done(204 if there else 201, location=new)

    @routes.delete("", defaults={"path": ""})
    @routes.delete(each)
    def delete(path: str) -> Response:
        gate.enter()
        graph = _selected(path)
        return done(204) if engine.remove(graph) else _missing(graph)

    return routes


def _named() -> list[str | None]:
    """Return the graphs that the parameters of a request name; None is the one without a name."""
    given = protocol.parameters(request.query_string)
    return [*given.get("graph", []), *(None for _ in given.get("default", []))]


def _selected(path: str) -> str | None:
    """Return the graph that a request is about: the one at its URL, or in a parameter.

    See https://www.w3.org/TR/sparql11-http-rdf-update/#graph-identification.
    """
    if path:
        return request.base_url
    named = _named()
    if len(named) != 1 or named[0] == "":
        raise RequestError(
            "The request must be about one graph.",
            hint="Ask for ?graph=IRI, with the IRI percent-encoded, or for ?default.",
        )
    return named[0]


def _sent() -> tuple[Document, ...]:
    return uploads.read(request.headers.get("Content-Type", ""), request.get_data())


def _missing(graph: str | None) -> Response:
    raise GraphMissing(
        f"There is no graph <{graph}>.", hint="The home page lists the graphs that there are."
    )
