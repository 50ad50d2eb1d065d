"""Descriptions of the server for programs; they are worked out once for each revision."""

from functools import lru_cache

from flask import Blueprint, Response, request

from reportedly import description
from reportedly.engine.port import Engine
from reportedly.web import linked
from reportedly.web.pages import data
from reportedly.web.responses import respond


class Descriptions:
    """Describes what an engine holds, at the address at which this request asks.

    `calls` says whether queries may call other datasets.
    """

    def __init__(self, engine: Engine, *, calls: bool) -> None:
        self._engine = engine
        self._calls = calls
        self._contents = lru_cache(maxsize=1)(lambda _revision: description.look(engine))

    def service(self) -> Response:
        """Describe the SPARQL endpoint."""
        return self._respond(description.service(self._now(), request.base_url, calls=self._calls))

    def dataset(self) -> Response:
        """Describe all that is served, to people with a page. Raises NotAcceptable."""
        if linked.negotiate() == linked.PAGE:
            response = Response(data.page(self._engine, self._now()))
            response.vary.add("Accept")
            return response
        return self._respond(description.dataset(self._now(), request.url_root))

    def _now(self) -> description.Contents:
        return self._contents(self._engine.revision)

    def _respond(self, turtle: str) -> Response:
        return respond(description.write(turtle, request.headers.get("Accept", "")))


def blueprint(descriptions: Descriptions) -> Blueprint:
    """Return the route at which programs look for data; see https://www.w3.org/TR/void/#well-known."""
    routes = Blueprint("descriptions", __name__)
    routes.get("/.well-known/void")(descriptions.dataset)
    return routes
