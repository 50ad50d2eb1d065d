"""The versions of a report: who submitted them and when, and the bytes themselves."""

import json
from dataclasses import asdict
from typing import Any, Final

from flask import Blueprint, Response, g, request

from reportedly import media
from reportedly.engine.port import Content, Engine
from reportedly.errors import NotAcceptable, ReportMissing
from reportedly.submission.history import History, Version, graph_of, report_of
from reportedly.submission.orders import path_of
from reportedly.submission.publishing import Desk
from reportedly.web.compression import encoding
from reportedly.web.responses import caller, content_type, respond

_JSON: Final = "application/json"
_OFFERS: Final = (_JSON, *(form.media_type for form in media.GRAPH_FORMATS))


def blueprint(engine: Engine, desk: Desk) -> Blueprint:
    """Return the routes that tell of the versions of a report, also of one that was withdrawn."""
    routes = Blueprint("versions", __name__)

    @routes.get("/report/<slug>/versions")
    def index(slug: str) -> Response:
        accept = request.headers.get("Accept", "")
        form = media.best(accept, _OFFERS)
        if form is None:
            raise NotAcceptable(available=_OFFERS)
        history = _submitted(desk.history(report_of(slug)))
        g.version = history.versions[-1].tag
        if form == _JSON:
            return _listed(history)
        answer = engine.content(Content(graph_of(history.report), accept), caller())
        return respond(answer) if answer else _missing(history.report)

    @routes.get("/report/<slug>/versions/<int:number>")
    def show(slug: str, number: int) -> Response:
        history = _submitted(desk.history(report_of(slug)))
        found = (each for each in history.versions if each.number == number)
        version = next(found, None)
        return _sent(version, desk) if version else _missing(history.report)

    return routes


def _submitted(history: History) -> History:
    """Return a history that there is. Raises ReportMissing."""
    return history if history.versions else _missing(history.report)


def _missing(report: str) -> Any:
    raise ReportMissing(
        f"No such version of <{report}> was submitted here.",
        hint=f"{path_of(report)}/versions lists those of a report that was.",
    )


def _listed(history: History) -> Response:
    document = {
        "report": history.report,
        "withdrawn": history.current is None,
        "versions": [_told(version) for version in history.versions],
    }
    body = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    response = Response(body, content_type=_JSON)
    response.vary.add("Accept")
    return response


def _told(version: Version) -> dict[str, Any]:
    withdrawal = version.withdrawal
    return {
        "version": version.number,
        "url": f"{path_of(version.report)}/versions/{version.number}",
        "tag": version.tag,
        "digest": version.digest,
        "mediaType": version.media_type,
        "size": version.size,
        "submitter": version.submitter,
        "submitted": f"{version.at}Z",
        "textDigest": version.text or None,
        "withdrawal": asdict(withdrawal) | {"at": f"{withdrawal.at}Z"} if withdrawal else None,
    }


def _sent(version: Version, desk: Desk) -> Response:
    """Return the bytes of a version, which never change."""
    document = desk.document(version)
    response = Response(document, content_type=content_type(version.media_type))
    response.set_etag(f"{version.tag}.{encoding() or ''}")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.make_conditional(request)
    return response
