"""Tells errors over HTTP: as text, as a problem document, or as a page.

Problem documents: https://www.rfc-editor.org/rfc/rfc9457.
"""

import json
import logging
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from typing import Any, Final

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException

from reportedly import media
from reportedly.errors import (
    AccessError,
    AnswerTooLarge,
    CheckTakesTooMuch,
    DocumentSyntaxError,
    FederationError,
    FileError,
    Forbidden,
    GraphExists,
    GraphMissing,
    GraphNameError,
    LimitError,
    NotAcceptable,
    NotTheSubmitter,
    Overloaded,
    ParameterError,
    PeerTakesTime,
    PeerUnknown,
    QueryError,
    QueryRefused,
    QuerySyntaxError,
    QueryTakesTime,
    QueryTooComplex,
    ReportedlyError,
    ReportError,
    ReportMissing,
    ReportWithdrawn,
    RequestError,
    RequestTooLarge,
    ResourceMissing,
    SlugTaken,
    SubmissionRefused,
    TagMissing,
    TagOutdated,
    TooManyCalls,
    Unauthorised,
    UnsupportedContentType,
    WriteTakesTime,
)
from reportedly.terms import BASE
from reportedly.web.responses import Reply, flask

TEXT: Final = "text/plain"
PROBLEM: Final = "application/problem+json"
JSON: Final = "application/json"
PAGE: Final = "text/html"

_STATUSES: Final[dict[type[ReportedlyError], int]] = {
    UnsupportedContentType: 415,
    RequestTooLarge: 413,
    ResourceMissing: 404,
    RequestError: 400,
    DocumentSyntaxError: 400,
    SubmissionRefused: 422,
    ReportError: 422,
    FileError: 400,
    NotAcceptable: 406,
    Unauthorised: 401,
    Forbidden: 403,
    QuerySyntaxError: 400,
    GraphNameError: 400,
    ParameterError: 400,
    QueryRefused: 403,
    QueryTooComplex: 413,
    GraphMissing: 404,
    GraphExists: 409,
    QueryError: 422,
    PeerUnknown: 403,
    PeerTakesTime: 504,
    TooManyCalls: 413,
    FederationError: 502,
    AnswerTooLarge: 413,
    QueryTakesTime: 504,
    WriteTakesTime: 504,
    CheckTakesTooMuch: 413,
    LimitError: 503,
    ReportMissing: 404,
    ReportWithdrawn: 410,
    SlugTaken: 409,
    TagMissing: 428,
    TagOutdated: 412,
    NotTheSubmitter: 403,
}
"""The status of each class of errors and of those below it; the first that fits counts."""

_INTERNAL: Final = {"more", "headers"}
"""What of a problem is not told as such."""
_FAILED: Final = "The server could not do this."
_FOR_THE_OPERATOR: Final = "The operator finds the reason in the server’s log."
_LOG: Final = logging.getLogger(__name__)

_HINTS: Final = {
    404: "The home page says what there is.",
    405: "The header Allow says what can be done here.",
    413: "Send less at once, or ask the operator to raise --max-request or --max-write.",
}


@dataclass(frozen=True)
class Problem:
    """What went wrong, in the words of a problem document; `more` differs between kinds.

    `headers` go with the response.
    """

    status: int
    code: str
    title: str
    detail: str
    hint: str = ""
    more: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


def register(app: Flask) -> None:
    """Have an application tell every error in this way."""
    app.register_error_handler(ReportedlyError, _respond_to_ours)
    app.register_error_handler(HTTPException, _respond_to_http)


def form(accept: str) -> str:
    """Return the media type in which a client likes to be told of problems."""
    return media.best(accept, (TEXT, PROBLEM, JSON, PAGE)) or TEXT


def reply(problem: Problem, accept: str) -> Reply:
    """Return the response that tells of a problem, in the form that the client likes best.

    A page can be made only within a request to Flask.
    """
    chosen = form(accept)
    body = {TEXT: _text, PAGE: _page}.get(chosen, _document)(problem).encode()
    headers = {"Content-Type": _content_type(chosen), "Vary": "Accept"} | problem.headers
    return Reply(problem.status, headers, body, size=len(body))


def respond(problem: Problem) -> Response:
    """Have Flask tell of a problem."""
    return flask(reply(problem, request.headers.get("Accept", "")))


def _respond_to_ours(error: ReportedlyError) -> Response:
    return respond(of_ours(error))


def of_ours(error: ReportedlyError) -> Problem:
    """Return the problem that an error of ours is."""
    fitting = (status for kind, status in _STATUSES.items() if isinstance(error, kind))
    status = next(fitting, HTTPStatus.INTERNAL_SERVER_ERROR)
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        _LOG.error("%s %s", error.detail, error.hint)
        return Problem(status, error.code, error.title, _FAILED, _FOR_THE_OPERATOR)
    words = (error.code, error.title, error.detail, error.hint)
    return Problem(status, *words, _more(error), _headers(error))


def _headers(error: ReportedlyError) -> dict[str, str]:
    """Return the headers that tell programs what to do about an error."""
    if isinstance(error, AccessError):
        return {"WWW-Authenticate": error.challenge}
    if isinstance(error, ReportWithdrawn | TagOutdated):
        return {"ETag": f'"{error.tag}"'}
    return {"Retry-After": str(error.retry_after)} if isinstance(error, Overloaded) else {}


def _more(error: ReportedlyError) -> dict[str, Any]:
    """Return what programs may want to know of an error beside its sentences."""
    if isinstance(error, QuerySyntaxError | DocumentSyntaxError | SubmissionRefused):
        place = {"line": error.line, "column": error.column, "source": error.source}
        return place | ({} if isinstance(error, QuerySyntaxError) else _apart(error))
    if isinstance(error, SlugTaken):
        return {"report": error.report}
    if isinstance(error, NotAcceptable):
        return {"available": list(error.available)}
    return {}


def _apart(error: DocumentSyntaxError | SubmissionRefused) -> dict[str, str]:
    """Return what the sentences of an error say beside the place."""
    return {"reason": error.reason, "cure": error.cure}


def _respond_to_http(error: HTTPException) -> Response:
    response = respond(of_http(error, request.path))
    allowed = error.get_response().headers.get("Allow")
    if allowed:
        response.headers["Allow"] = allowed
    return response


def of_http(error: HTTPException, path: str) -> Problem:
    """Return the problem that an error of HTTP is, in a request to a path."""
    status = error.code or 500
    detail = error.description or ""
    title = HTTPStatus(status).phrase
    code = title.lower().replace(" ", "-")
    if status == HTTPStatus.NOT_FOUND:
        title = "Nothing is said here"
        detail = f"No source says that there is anything at {path}."
    return Problem(status, code, title, detail, _HINTS.get(status, ""))


def _text(problem: Problem) -> str:
    return "\n".join(filter(None, (problem.detail, problem.hint))) + "\n"


def _page(problem: Problem) -> str:
    return render_template("problem.html", problem=problem)


def _document(problem: Problem) -> str:
    """Return a problem document; its `type` names the kind of problem."""
    document = asdict(problem) | problem.more | {"type": f"{BASE}problem/{problem.code}"}
    return json.dumps({key: document[key] for key in document if key not in _INTERNAL})


def _content_type(form: str) -> str:
    return PROBLEM if form in (PROBLEM, JSON) else f"{form}; charset=utf-8"
