"""Spares sending again what has not changed: tags made of the revision, and 304.

See https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests.
"""

import re
import secrets
from hashlib import sha256
from typing import Final
from urllib.parse import unquote_plus

from flask import Flask, Response, g, request

from reportedly.engine.port import Engine
from reportedly.web.compression import encoding

_TAGGED: Final = {"home.home", "sparql.get", "graphs.get", "descriptions.dataset"}
"""What is answered from the graphs alone."""
_READING: Final = {"GET", "HEAD"}
_CHANGING: Final = re.compile(r"now|rand|uuid|bnode|\\u", re.IGNORECASE)
"""Signs of a query whose answer is another one each time, or of one that may hide that."""


def register(app: Flask, engine: Engine) -> None:
    """Have an application tag its answers, and say so if the client has them already."""
    start = secrets.token_hex(8)

    @app.before_request
    def check() -> Response | None:
        """Tag the request with the revision that there is before it is answered, or an older one.

        An answer may be newer than its tag, which then never fits again.
        """
        if not _is_tagged():
            return None
        g.tag = _tag(f"{start} {engine.revision}")
        known = request.if_none_match
        return Response(status=304) if g.tag in known.as_set(include_weak=True) else None

    @app.after_request
    def tag(response: Response) -> Response:
        if "tag" in g and response.status_code in (200, 304):
            response.set_etag(g.tag)
            response.headers["Cache-Control"] = "no-cache"
            response.vary.update(("Accept", "Accept-Encoding"))
        return response


def _is_tagged() -> bool:
    query = unquote_plus(request.query_string.decode("latin-1"))
    known = request.endpoint in _TAGGED and request.method in _READING
    return known and not _CHANGING.search(query)


def _tag(revision: str) -> str:
    """Return what tells apart all that can be sent for one URL."""
    accept = request.headers.get("Accept", "")
    parts = (revision, request.url, accept, encoding() or "")
    return sha256("\n".join(parts).encode()).hexdigest()[:32]
