"""Reads queries out of requests: https://www.w3.org/TR/sparql11-protocol/#query-operation."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

from werkzeug.http import parse_options_header

from reportedly.engine.port import Query
from reportedly.errors import RequestError, UnsupportedContentType

FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"

_UTF_8: Final = {"utf-8", "utf8", "us-ascii"}
_ASK: Final = "Send it as ?query=…, as a form, or as a body of type application/sparql-query."

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
    media_type, options = parse_options_header(content_type.lower())
    if options.get("charset", "utf-8") not in _UTF_8:
        raise UnsupportedContentType("The body is not in UTF-8.", hint="Send it in UTF-8.")
    if media_type == FORM:
        return _query(parameters(query_string + b"&" + body))
    if media_type != DIRECT:
        raise UnsupportedContentType(
            f"A body of type {media_type or '(none given)'} is not read here.",
            hint=f"Send a query as {DIRECT}, or as a form of type {FORM}.",
        )
    return _query({**parameters(query_string), "query": [_text(body)]})


def parameters(encoded: bytes) -> Parameters:
    """Decode a query string or a form, once. Raises RequestError if it isn't UTF-8 within."""
    found: dict[str, list[str]] = {}
    pairs = parse_qsl(encoded.decode("latin-1"), keep_blank_values=True, encoding="latin-1")
    for name, value in pairs:
        found.setdefault(name, []).append(_text(value.encode("latin-1")))
    return found


def _query(given: Parameters) -> Query:
    """Return the query among parameters; those that are not known are left alone."""
    texts = given.get("query", [])
    if not texts:
        raise RequestError("There is no query in the request.", hint=_ASK)
    if len(texts) > 1:
        raise RequestError("There is more than one query in the request.", hint="Send one.")
    if not texts[0].strip():
        raise RequestError("The query is empty.", hint=_ASK)
    return Query(
        texts[0],
        default_graphs=tuple(given.get("default-graph-uri", ())),
        named_graphs=tuple(given.get("named-graph-uri", ())),
    )


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise RequestError(
            f"The request is not in UTF-8: byte {error.start} of “{data[:40]!r}” is wrong.",
            hint="Encode the text in UTF-8, then, in a URL or a form, percent-encode it.",
        ) from error
