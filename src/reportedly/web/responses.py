"""Turns answers into responses."""

from flask import Response, request
from werkzeug.wsgi import wrap_file

from reportedly.engine.port import Answer, Caller


def caller() -> Caller:
    """Return who sends this request, and how to see whether the connection is still open."""
    gone = request.environ.get("waitress.client_disconnected", bool)
    return Caller(request.remote_addr or "", gone)


def respond(answer: Answer) -> Response:
    """Return the response with an answer, which is sent from its file if it has one."""
    text = answer.media_type.startswith("text/")
    content_type = f"{answer.media_type}; charset=utf-8" if text else answer.media_type
    response = Response(content_type=content_type)
    if answer.file:
        response.response = wrap_file(request.environ, answer.file)
        response.content_length = answer.size
    else:
        response.data = answer.body
    response.vary.add("Accept")
    return response


def done(status: int, *, location: str = "") -> Response:
    """Return the response to a write: a status, and where what was made can be found."""
    response = Response(status=status)
    del response.headers["Content-Type"]
    if location:
        response.headers["Location"] = location
    return response
