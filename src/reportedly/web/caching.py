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
from werkzeug.http import parse_etags

from reportedly.engine.port import Engine
from reportedly.web.compression import encoding_by

READING: Final = frozenset({"GET", "HEAD"})
_LIVE: Final = {"citing", "operating", "context", "validation"}
"""The blueprints whose answers are not made of the graphs alone."""
_JOIN: Final = "."
"""Stands in a tag between the version of what is shown, where `g.version` has one, and the rest."""
_CHANGING: Final = re.compile(r"(?:now|rand|uuid|bnode)\s*[(#]|service|\\u", re.IGNORECASE)
"""Signs of a query whose answer is another one each time, or of one that may hide that.

What other datasets answer changes without a revision of ours.
"""
_SIGNS: Final = ("NOW", "RAND", "UUID", "BNODE", "SERVICE", "\\U")
"""What such a query has in capitals, which is found faster."""
PASSING: Final = {"Cache-Control": "no-store"}
"""The headers of an answer that is another one each time."""


class Tags:
    """Tells apart all that can be sent for one URL, as long as the server runs."""

    def __init__(self) -> None:
        self._start = secrets.token_hex(8)

    def tag(self, revision: int, base: str, query: bytes, accept: str, accepted: str) -> str:
        """Return the tag of a response to a URL, in its two parts, and two headers."""
        parts = (self._start, str(revision), base, query.decode("latin-1"), accept)
        return sha256("\n".join((*parts, encoding_by(accepted))).encode()).hexdigest()[:32]


def changes(text: str) -> bool:
    """Say whether the answer to a query may be another one each time."""
    capitals = text.upper()
    return any(sign in capitals for sign in _SIGNS) and bool(_CHANGING.search(text))


def changes_at(query_string: bytes) -> bool:
    """Say whether what is at a URL may be something else each time."""
    return changes(unquote_plus(query_string.decode("latin-1")))


def let_pass() -> None:
    """Have the answer to this request pass without a tag: it is another one each time."""
    g.pop("tag", None)
    g.passes = True


def find(tag: str, known: str) -> str:
    """Return the tag in a header If-None-Match that fits, whatever version it has; else nothing."""
    named = parse_etags(known).as_set(include_weak=True) if known else ()
    return next((each for each in named if each.rpartition(_JOIN)[2] == tag), "")


def tagged(tag: str) -> dict[str, str]:
    """Return the headers of a response that has a tag."""
    return {"ETag": f'"{tag}"', "Cache-Control": "no-cache"}


def register(app: Flask, engine: Engine, tags: Tags) -> None:
    """Have an application tag its answers, and say so if the client has them already."""

    @app.before_request
    def check() -> Response | None:
        """Tag the request with the revision that there is before it is answered, or an older one.

        An answer may be newer than its tag, which then never fits again.
        """
        if not _is_of_graphs():
            return None
        if "query" in request.args and changes_at(request.query_string):
            let_pass()
            return None
        accept, accepted = (request.headers.get(n, "") for n in ("Accept", "Accept-Encoding"))
        base, query = request.base_url, request.query_string
        g.tag = tags.tag(engine.revision, base, query, accept, accepted)
        fitting = find(g.tag, request.headers.get("If-None-Match", ""))
        if not fitting:
            return None
        g.tag = fitting
        return Response(status=304)

    @app.after_request
    def tag(response: Response) -> Response:
        if "tag" in g and response.status_code in (200, 304):
            response.headers.update(tagged(_JOIN.join(filter(None, (g.get("version"), g.tag)))))
            response.vary.update(("Accept", "Accept-Encoding"))
        if "passes" in g and response.status_code == 200:
            response.headers.update(PASSING)
        return response


def versions(tags: ETags) -> frozenset[str] | None:
    """Return the versions that the tags in a header If-Match name; None if there is no such header.

    See https://www.rfc-editor.org/rfc/rfc9110#name-if-match.
    """
    if "If-Match" not in request.headers:
        return None
    named = {tag.partition(_JOIN)[0] for tag in tags.as_set()}
    return frozenset(named | ({"*"} if tags.star_tag else set()))


def _is_of_graphs() -> bool:
    """Say whether what is asked for is read, and made of the graphs alone."""
    return request.method in READING and request.blueprint not in {None, *_LIVE}
