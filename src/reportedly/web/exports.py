"""A report in the forms of other vocabularies and tools: annotations, claims, provenance."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, request

from reportedly import media
from reportedly.engine.port import Engine
from reportedly.errors import NotAcceptable, ResourceMissing
from reportedly.export import annotations, claims, provenance
from reportedly.export.writing import as_json
from reportedly.media import Format
from reportedly.submission import history
from reportedly.submission.history import report_of
from reportedly.submission.orders import path_of, require_current
from reportedly.web.responses import respond


def blueprint(engine: Engine) -> Blueprint:
    """Return the routes of a report’s annotations, claims and provenance."""
    routes = Blueprint("exports", __name__)

    @routes.get("/report/<slug>/annotations")
    def annotated(slug: str) -> Response:
        require_form(media.JSON_LD.media_types)
        found = annotations.collection(engine, reported(engine, slug))
        return _document(found, annotations.MEDIA_TYPE)

    @routes.get("/report/<slug>/claims")
    def claimed(slug: str) -> Response:
        require_form(media.JSON_LD.media_types)
        found = claims.schema_org(engine, reported(engine, slug))
        return _document(found, media.JSON_LD.media_type)

    @routes.get("/report/<slug>/provenance")
    def told(slug: str) -> Response:
        accept = request.headers.get("Accept", "")
        return respond(provenance.answer(engine, reported(engine, slug), accept))

    @routes.get("/report/<slug>/provenance.<form>")
    def told_in(slug: str, form: str) -> Response:
        report = reported(engine, slug)
        wanted = form_of(f".{form}", media.SUFFIXES, f"{path_of(report)}/provenance").media_type
        return respond(provenance.answer(engine, report, wanted))

    return routes


def reported(engine: Engine, slug: str) -> str:
    """Return the IRI of a report that is there. Raises ReportMissing and ReportWithdrawn."""
    report = report_of(slug)
    found = history.read(engine, [report])[report]
    if not found.there:
        require_current(found)
    return report


def require_form(offers: tuple[str, ...]) -> str:
    """Return which of the media types the client likes best. Raises NotAcceptable."""
    form = media.best(request.headers.get("Accept", ""), offers)
    if form is None:
        raise NotAcceptable(available=offers)
    return form


def form_of(suffix: str, forms: Mapping[str, Format], path: str) -> Format:
    """Return the format of a suffix after a path. Raises ResourceMissing if it is none of them."""
    if suffix not in forms:
        there = ", ".join(f"{path}{each}" for each in forms)
        raise ResourceMissing(f"There is no {path}{suffix}.", hint=f"There are: {there}.")
    return forms[suffix]


def _document(found: dict[str, Any], media_type: str) -> Response:
    response = Response(as_json(found), content_type=media_type)
    response.vary.add("Accept")
    return response
