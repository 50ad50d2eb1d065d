"""A reconciliation service, with which OpenRefine and others link their tables to what is here.

See https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/. Pages of
other sites may ask by CORS; there is no JSONP, which would run as a script of theirs.
"""

import json
from typing import Any, Final

from flask import Blueprint, Response, render_template, request

from reportedly import outside
from reportedly.engine.port import Engine
from reportedly.errors import RequestError, ResourceMissing
from reportedly.reconciliation import catalogue, offering, service
from reportedly.web import filtering

PREVIEW: Final = "reconciliation.preview"
"""The endpoint of what other sites show within their pages."""
_JSON: Final = "application/json"
_ANSWERS: Final = {"queries": service.batch, "extend": service.extend}
"""What may be sent, and what answers it."""
_MOST: Final = 10_000
"""How many suggestions may be left out."""


def blueprint(engine: Engine) -> Blueprint:
    """Return the routes of the service."""
    routes = Blueprint("reconciliation", __name__, url_prefix="/reconcile")

    @routes.route("", methods=["GET", "POST"])
    def reconcile() -> Response:
        return _json(_answer(engine))

    @routes.get("/properties")
    def propose() -> Response:
        limit = _number("limit", 1) if filtering.only("limit") else None
        return _json(offering.propose(filtering.only("type"), limit))

    @routes.get("/suggest/<kind>")
    def suggest(kind: str) -> Response:
        prefix, start = filtering.only("prefix"), _number("cursor", 0)
        return _json(offering.suggest(catalogue.read(engine), kind, prefix, start))

    @routes.get("/preview")
    def preview() -> str:
        known = catalogue.read(engine)
        entity = known.get(filtering.only("id"))
        if entity is None:
            raise ResourceMissing("There is no such actor or place.", hint="Search for its name.")
        return render_template(
            "preview.html", entity=entity, described=known.described(entity), called=outside.called
        )

    return routes


def _answer(engine: Engine) -> dict[str, Any]:
    """Answer what is sent; a GET with nothing is told what is offered. Raises RequestError."""
    for name, answer in _ANSWERS.items():
        if name in request.values:
            return answer(catalogue.read(engine), _read(name))
    if request.method == "POST":
        raise RequestError("Nothing is asked.", hint="Send queries=… or extend=… as a form.")
    return offering.manifest(request.url_root)


def _read(name: str) -> Any:
    """Return what is sent under a name. Raises RequestError if it is no JSON."""
    try:
        return json.loads(request.values[name], parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise RequestError(
            f"What is sent as {name} is no JSON.",
            hint='Send queries={"q0": {"query": "Aleppo"}}, encoded as a form is.',
        ) from None


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _number(name: str, least: int) -> int:
    """Return a number from the address; the least one if there is none. Raises RequestError."""
    given = filtering.only(name) or str(least)
    number = int(given) if given.isascii() and given.isdigit() else -1
    if not least <= number <= _MOST:
        raise RequestError(f"{name} is no number.", hint=f"Give {least} to {_MOST}.")
    return number


def _json(document: dict[str, Any]) -> Response:
    return Response(json.dumps(document), content_type=_JSON)
