"""Compresses answers for clients that want it, and unpacks what they send so.

https://www.rfc-editor.org/rfc/rfc9110#name-gzip
"""

import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from flask import Flask, Response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from reportedly.errors import RequestError, RequestTooLarge, UnsupportedContentType

GZIP: Final = "gzip"
_HEADER: Final = 31
"""What has zlib write gzip."""
_LEVEL: Final = 4
_SMALL: Final = 1000
"""Bytes below which compressing is not worth it."""


def register(app: Flask) -> None:
    """Have an application compress what it sends."""
    app.after_request(_compress)


def encoding() -> str:
    """Return how the answer to this request to Flask may be encoded, beside not at all."""
    return encoding_by(request.headers.get("Accept-Encoding", ""))


@lru_cache(maxsize=256)
def encoding_by(accepted: str) -> str:
    """Return how an answer may be encoded by a header Accept-Encoding, beside not at all."""
    return GZIP if parse_accept_header(accepted, Accept).quality(GZIP) > 0 else ""


def unpack(body: bytes, coding: str, longest: int) -> bytes:
    """Return a body that was sent with a content coding, as it was before.

    Raises UnsupportedContentType if the coding is not known, RequestTooLarge as soon as there are
    more than `longest` bytes, and RequestError if this is not the whole of one gzip file.
    """
    if coding.strip().lower() in ("", "identity"):
        return body
    if coding.strip().lower() not in (GZIP, "x-gzip"):
        raise UnsupportedContentType(
            f"The content coding “{coding[:40]}” is not read here.",
            hint="Send the body with Content-Encoding: gzip, or as it is.",
        )
    return _unpacked(body, longest)


def _unpacked(body: bytes, longest: int) -> bytes:
    unpacker = zlib.decompressobj(wbits=_HEADER)
    try:
        content = unpacker.decompress(body, longest + 1)
    except zlib.error as error:
        raise _not_gzip() from error
    if len(content) > longest:
        raise RequestTooLarge(
            f"The body is longer than {longest:,} bytes when it is unpacked.",
            hint="Send less at once, or ask the operator to raise --max-write.",
        )
    if not unpacker.eof or unpacker.unused_data:
        raise _not_gzip()
    return content


def _not_gzip() -> RequestError:
    return RequestError(
        "The body was announced as gzip, but is not the whole of one gzip file.",
        hint="Compress the document with gzip, or leave out the header Content-Encoding.",
    )


def chosen(accepted: str, status: int, length: int | None) -> str:
    """Return how a response is encoded; nothing says that its length is not known."""
    small = length is not None and length < _SMALL
    return "" if small or status != 200 else encoding_by(accepted)


def pieces(body: Iterable[bytes]) -> Iterator[bytes]:
    """Compress a body, piece by piece."""
    compressor = zlib.compressobj(_LEVEL, wbits=_HEADER)
    for piece in body:
        yield compressor.compress(piece)
    yield compressor.flush()


def whole(body: bytes) -> bytes:
    """Compress a body."""
    return b"".join(pieces([body]))


def _compress(response: Response) -> Response:
    response.vary.add("Accept-Encoding")
    accepted = request.headers.get("Accept-Encoding", "")
    if chosen(accepted, response.status_code, response.content_length):
        response.response = pieces(response.iter_encoded())
        response.headers["Content-Encoding"] = GZIP
        response.headers.pop("Content-Length", None)
    return response
