"""Updates: https://www.w3.org/TR/sparql11-protocol/#update-operation."""

from dataclasses import replace

from flask import Blueprint, Response, request

from reportedly import guard
from reportedly.engine.port import Engine
from reportedly.web import protocol
from reportedly.web.responses import done
from reportedly.web.writing import Gate


def blueprint(engine: Engine, gate: Gate) -> Blueprint:
    """Return the route by which those who may write change an engine's graphs."""
    routes = Blueprint("update", __name__)

    @routes.post("/update")
    def post() -> Response:
        gate.enter()
        content_type = request.headers.get("Content-Type", "")
        update = protocol.read_update(request.query_string, content_type, request.get_data())
        guard.update(engine, replace(update, base=request.base_url))
        return done(204)

    return routes
