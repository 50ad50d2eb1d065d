"""Spares sending again what has not changed: tags made of the revision, and 304.

See https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests.
"""

import re
import secrets
from hashlib import sha256
from typing import Final
from urllib.parse import unquote_plus

from flask import Flask, Response, g, request
from werkzeug.datastructures import ETags

from reportedly.engine.port import Engine
from reportedly.web.compression import encoding

_TAGGED: Final = {
    *("home.home", "sparql.get", "graphs.get", "descriptions.dataset"),
    *("catalogue.index", "catalogue.feed", "reports.show", "versions.index"),
}
"""What is answered from the graphs alone."""
_JOIN: Final = "."
"""Stands in a tag between the version of what is shown, where `g.version` has one, and the rest."""
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
        known = request.if_none_match.as_set(include_weak=True)
        fitting = next((tag for tag in known if tag.rpartition(_JOIN)[2] == g.tag), None)
        if fitting is None:
            return None
        g.tag = fitting
        return Response(status=304)

    @app.after_request
    def tag(response: Response) -> Response:
        if "tag" in g and response.status_code in (200, 304):
            response.set_etag(_JOIN.join(filter(None, (g.get("version"), g.tag))))
            response.headers["Cache-Control"] = "no-cache"
            response.vary.update(("Accept", "Accept-Encoding"))
        return response


def versions(tags: ETags) -> frozenset[str] | None:
    """Return the versions that the tags in a header If-Match name; None if there is no such header.

    See https://www.rfc-editor.org/rfc/rfc9110#name-if-match.
    """
    if "If-Match" not in request.headers:
        return None
    named = {tag.partition(_JOIN)[0] for tag in tags.as_set()}
    return frozenset(named | ({"*"} if tags.star_tag else set()))


def _is_tagged() -> bool:
    query = unquote_plus(request.query_string.decode("latin-1"))
    known = request.endpoint in _TAGGED and request.method in _READING
    return known and not _CHANGING.search(query)


def _tag(revision: str) -> str:
    """Return what tells apart all that can be sent for one URL."""
    accept = request.headers.get("Accept", "")
    parts = (revision, request.url, accept, encoding() or "")
    return sha256("\n".join(parts).encode()).hexdigest()[:32]
