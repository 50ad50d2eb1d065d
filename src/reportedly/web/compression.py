"""Compresses answers for clients that want it, and unpacks what they send so.

https://www.rfc-editor.org/rfc/rfc9110#name-gzip
"""

import zlib
from collections.abc import Iterable, Iterator
from typing import Final

from flask import Flask, Response, request

from reportedly.errors import RequestError, RequestTooLarge, UnsupportedContentType

_GZIP: Final = "gzip"
_HEADER: Final = 31
"""What has zlib write gzip."""
_LEVEL: Final = 4
_SMALL: Final = 1000
"""Bytes below which compressing is not worth it."""


def register(app: Flask) -> None:
    """Have an application compress what it sends."""
    app.after_request(_compress)


def encoding() -> str | None:
    """Return how the answer to this request may be encoded, beside not at all."""
    return _GZIP if request.accept_encodings.quality(_GZIP) > 0 else None


def unpack(body: bytes, coding: str, longest: int) -> bytes:
    """Return a body that was sent with a content coding, as it was before.

    Raises UnsupportedContentType if the coding is not known, RequestTooLarge as soon as there are
    more than `longest` bytes, and RequestError if this is not the whole of one gzip file.
    """
    if coding.strip().lower() in ("", "identity"):
        return body
    if coding.strip().lower() not in (_GZIP, "x-gzip"):
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


def _compress(response: Response) -> Response:
    response.vary.add("Accept-Encoding")
    length = response.content_length
    small = length is not None and length < _SMALL
    if small or response.status_code != 200 or not encoding():
        return response
    response.response = _pieces(response.iter_encoded())
    response.headers["Content-Encoding"] = _GZIP
    response.headers.pop("Content-Length", None)
    return response


def _pieces(body: Iterable[bytes]) -> Iterator[bytes]:
    compressor = zlib.compressobj(_LEVEL, wbits=_HEADER)
    for piece in body:
        yield compressor.compress(piece)
    yield compressor.flush()
