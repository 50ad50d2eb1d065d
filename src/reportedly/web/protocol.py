"""Reads queries and updates out of requests: https://www.w3.org/TR/sparql11-protocol/."""

from collections.abc import Mapping
from math import inf
from typing import Final
from urllib.parse import parse_qsl

from werkzeug.http import parse_options_header

from reportedly import media
from reportedly.engine.port import Query, Update
from reportedly.errors import RequestError, UnsupportedContentType

FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"

_UTF_8: Final = {"utf-8", "utf8", "us-ascii"}
_ASK: Final = (
    "Send it as ?query=…, as a form, or as a body of type application/sparql-query. "
    "Updates go to /update."
)
_TELL: Final = "Send it as update=… in a form, or as a body of type application/sparql-update."

Parameters = Mapping[str, list[str]]


def has_query(query_string: bytes) -> bool:
    """Say whether the query string of a URL has a query in it."""
    return "query" in parameters(query_string)


def read_get(query_string: bytes) -> Query:
    """Return the query in the query string of a URL. Raises RequestError."""
    return _query(parameters(query_string))


def read_post(query_string: bytes, content_type: str, body: bytes) -> Query:
    """Return the query in the body of a POST request, which is a form or is the query itself.

    Parameters of the dataset can stand in the URL too. Raises RequestError, and
    UnsupportedContentType for any other body.
    """
    return _query(_posted("query", DIRECT, query_string, content_type, body))


def read_update(query_string: bytes, content_type: str, body: bytes) -> Update:
    """Return the update in the body of a POST request, as `read_post` does a query."""
    given = _posted("update", UPDATE, query_string, content_type, body)
    return Update(
        _only("update", given, _TELL),
        default_graphs=tuple(given.get("using-graph-uri", ())),
        named_graphs=tuple(given.get("using-named-graph-uri", ())),
    )


def read_content_type(content_type: str) -> tuple[str, dict[str, str]]:
    """Return a media type and its parameters. Raises UnsupportedContentType if not for UTF-8."""
    media_type, options = parse_options_header(content_type)
    if options.get("charset", "utf-8").lower() not in _UTF_8:
        raise UnsupportedContentType("The body is not in UTF-8.", hint="Send it in UTF-8.")
    return media_type.lower(), options


def parameters(encoded: bytes) -> Parameters:
    """Decode a query string or a form, once. Raises RequestError if it isn't UTF-8 within."""
    found: dict[str, list[str]] = {}
    pairs = parse_qsl(encoded.decode("latin-1"), keep_blank_values=True, encoding="latin-1")
    for name, value in pairs:
        found.setdefault(name, []).append(_text(value.encode("latin-1")))
    return found


def seconds(given: Parameters) -> float | None:
    """Return the time that a client allows in `timeout`; nothing if that makes no sense."""
    try:
        chosen = float(given.get("timeout", ["0"])[0])
    except ValueError:
        return None
    return chosen if 0 < chosen < inf else None


def _posted(
    name: str, direct: str, query_string: bytes, content_type: str, body: bytes
) -> Parameters:
    """Return the parameters of a POST request, among them what its body is if it is no form."""
    media_type, _ = read_content_type(content_type)
    if media_type == FORM:
        return parameters(query_string + b"&" + body)
    if media_type != direct:
        raise UnsupportedContentType(
            f"A body of type {media_type or '(none given)'} is not read here.",
            hint=f"Send it as {direct}, or as a form of type {FORM}.",
        )
    return {**parameters(query_string), name: [_text(body)]}


def _query(given: Parameters) -> Query:
    """Return the query among parameters; those that are not known are left alone.

    `format`, or `output`, names the format for those who can’t send a header.
    """
    words = (*given.get("format", ()), *given.get("output", ()))
    return Query(
        _only("query", given, _ASK),
        accept=next(filter(None, map(media.accepting, words)), ""),
        default_graphs=tuple(given.get("default-graph-uri", ())),
        named_graphs=tuple(given.get("named-graph-uri", ())),
        seconds=seconds(given),
    )


def _only(name: str, given: Parameters, hint: str) -> str:
    """Return the one text that a request is about."""
    texts = given.get(name, [])
    if not texts:
        raise RequestError(f"There is no {name} in the request.", hint=hint)
    if len(texts) > 1:
        raise RequestError(f"There is more than one {name} in the request.", hint="Send one.")
    if name == "query" and not texts[0].strip():
        raise RequestError("The query is empty.", hint=hint)
    return texts[0]


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise RequestError(
            f"The request is not in UTF-8: byte {error.start} of “{data[:40]!r}” is wrong.",
            hint="Encode the text in UTF-8, then, in a URL or a form, percent-encode it.",
        ) from error
