"""Notes each request: counted for `/metrics`, and logged if that is set."""

from contextlib import suppress
from time import perf_counter
from typing import Final, Self

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from reportedly.settings import Settings
from reportedly.web.access_log import AccessLog, Line
from reportedly.web.metrics import Requests
from reportedly.web.protocol import DIRECT, FORM, UPDATE


class Journal:
    """What was asked of a server, and what came of it. Safe to share between threads."""

    def __init__(self, log: AccessLog | None) -> None:
        self.requests: Final = Requests()
        self.log: Final = log

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return the journal of a server. Raises SettingsError if its log can't be written."""
        path = settings.access_log
        return cls(AccessLog(path, clients=settings.log_clients) if path else None)

    def note(self, route: str, line: Line) -> None:
        """Note a request by the route that took it."""
        self.requests.count(route, line.status, line.seconds)
        if self.log:
            self.log.write(line)


def register(app: Flask, journal: Journal) -> None:
    """Have an application note its requests.

    To be called before all else that handles responses: what is registered first sees them last.
    """

    @app.before_request
    def start() -> None:
        g.started = perf_counter()

    @app.after_request
    def finish(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "none"
        journal.note(route, _line(response, perf_counter() - g.started))
        return response


def _line(response: Response, seconds: float) -> Line:
    return Line(
        method=request.method,
        path=request.path,
        status=response.status_code,
        size=response.content_length or 0,
        seconds=seconds,
        text=_text(),
        client=request.remote_addr or "",
        peers=g.spending.on_peers if "spending" in g else 0,
    )


def _text() -> str | None:
    """Return the query or update in the request."""
    with suppress(HTTPException):  # a body that is too long was not read
        return request.args.get("query") or _sent()
    return None


def _sent() -> str | None:
    if request.mimetype in (DIRECT, UPDATE):
        return request.get_data(as_text=True)
    if request.mimetype == FORM:
        return request.form.get("query") or request.form.get("update")
    return None
