"""Turns answers into responses, the same whoever sends them: Flask, or the front itself."""

from dataclasses import dataclass, field
from typing import BinaryIO, Final

from flask import Response, request
from werkzeug.wsgi import wrap_file

from reportedly.engine.port import Answer, Caller

GONE: Final = "reportedly.gone"
"""Where a request has the function that says whether its client has closed the connection."""

_POLICY: Final = "; ".join(
    (
        *("default-src 'none'", "style-src 'self'", "img-src 'self'", "script-src 'self'"),
        *("connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"),
    )
)
_OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Location, Retry-After, Server-Timing",
    "Timing-Allow-Origin": "*",
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
FRAMED: Final = {
    "Content-Security-Policy": _POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
}
"""The headers that let pages of other sites show one of ours within them."""
_BEFOREHAND: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


@dataclass(frozen=True)
class Reply:
    """A response before it is sent: its body is in `body`, or in `file` if it is long.

    `size` is what will be sent, in bytes, if that is known; `peers` are the seconds that were spent
    on them.
    """

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    file: BinaryIO | None = None
    size: int | None = 0
    peers: float = 0


def open_to_readers(method: str) -> dict[str, str]:
    """Return the headers that let pages of other sites read what is served, and of every response.

    They keep our pages from loading anything of others. See
    https://fetch.spec.whatwg.org/#http-cors-protocol.
    """
    return _OPEN | _BEFOREHAND if method == "OPTIONS" else _OPEN


def reply(answer: Answer, encoding: str = "") -> Reply:
    """Return the response with an answer, which is sent from its file if it has one.

    A body is encoded already, and a file will be when it is sent.
    """
    headers = {"Content-Type": content_type(answer.media_type), "Vary": "Accept"}
    if encoding:
        headers["Content-Encoding"] = encoding
    size = None if answer.file and encoding else answer.size
    return Reply(200, headers, answer.body, answer.file, size)


def content_type(media_type: str) -> str:
    """Return the Content-Type of a document, which is in UTF-8.

    That is told of text and XML: without it R reads XML as Latin-1, whatever its first line says.
    """
    told = media_type.startswith("text/") or media_type.endswith("xml")
    return f"{media_type}; charset=utf-8" if told else media_type


def caller() -> Caller:
    """Return who sends this request, and how to see whether the connection is still open."""
    return Caller(request.remote_addr or "", request.environ.get(GONE, bool))


def respond(answer: Answer) -> Response:
    """Have Flask send an answer."""
    return flask(reply(answer))


def flask(found: Reply) -> Response:
    """Return the response as Flask has it."""
    response = Response(found.body, found.status, found.headers)
    if found.file:
        response.response = wrap_file(request.environ, found.file)
        response.content_length = found.size or 0
    return response


def done(status: int, *, location: str = "") -> Response:
    """Return the response to a write: a status, and where what was made can be found."""
    response = Response(status=status)
    del response.headers["Content-Type"]
    if location:
        response.headers["Location"] = location
    return response
