"""The shapes that reports are checked against, for those who check with tools of their own."""

from functools import cache

from flask import Blueprint, Response, request

from reportedly import description, media, resources
from reportedly.engine.port import Answer
from reportedly.submission import provenance
from reportedly.terms import BASE
from reportedly.web import linked
from reportedly.web.exports import form_of
from reportedly.web.responses import respond


def blueprint() -> Blueprint:
    """Return the routes of the shapes and of their version, in every RDF format."""
    routes = Blueprint("shapes", __name__)

    @routes.get("/shapes")
    def current() -> Response:
        return _told(request.headers.get("Accept", ""))

    @routes.get("/shapes.<end>")
    def written(end: str) -> Response:
        return _told(form_of(f".{end}", media.SUFFIXES, "/shapes").media_type)

    @routes.get("/shapes/<version>")
    def versioned(version: str) -> Response:
        asked = f"{BASE}shapes/{version}"
        if asked not in provenance.standards():
            raise linked.missing(asked)
        return current()

    return routes


def _told(accept: str) -> Response:
    _, media_type = media.negotiate(accept, media.GRAPH_FORMATS)
    return respond(_written(media_type))


@cache
def _written(media_type: str) -> Answer:
    """Write the shapes once for each format, since their blank nodes have other names each time."""
    files = resources.turtle_files(resources.shapes() / "data")
    turtle = "\n".join(path.read_text(encoding="utf-8") for path in files)
    return description.write(turtle, media_type)
