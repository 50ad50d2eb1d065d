"""Compresses answers for clients that want it: https://www.rfc-editor.org/rfc/rfc9110#name-gzip."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Final

from flask import Flask, Response, request

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
