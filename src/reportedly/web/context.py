"""The JSON-LD context of reports, for processors that read it elsewhere."""

from flask import Blueprint, Response

from reportedly import media
from reportedly.submission import context

_SECONDS = 86_400
"""How long it may be kept; it changes with the program."""


def blueprint() -> Blueprint:
    """Return the route of the context: https://www.w3.org/TR/json-ld11/#iana-considerations."""
    routes = Blueprint("context", __name__)
    document = context.document()

    @routes.get("/context.jsonld")
    def show() -> Response:
        response = Response(document, content_type=media.JSON_LD.media_type)
        response.cache_control.public = True
        response.cache_control.max_age = _SECONDS
        return response

    return routes
