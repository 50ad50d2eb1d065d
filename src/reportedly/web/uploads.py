"""Reads RDF documents out of requests: one as the body, or several in a form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

from reportedly import media
from reportedly.engine.port import Document
from reportedly.errors import RequestError, UnsupportedContentType
from reportedly.web.protocol import read_content_type

SEVERAL: Final = "multipart/form-data"
"""See https://www.w3.org/TR/sparql11-http-rdf-update/#http-post and RFC 7578."""

_READ: Final = tuple(form.media_type for form in media.READ_FORMATS)
_MOST_PARTS: Final = 1000


@dataclass(frozen=True)
class Part:
    """One part of a form: the name of the field, that of the file if it is one, type and bytes."""

    name: str
    filename: str
    content_type: str
    body: bytes


def read(content_type: str, body: bytes) -> tuple[Document, ...]:
    """Return the documents in the body of a request; each part of a form is one.

    Raises UnsupportedContentType, and RequestError for a form that can't be taken apart.
    """
    media_type, options = read_content_type(content_type)
    if media_type != SEVERAL:
        return (_document(content_type, body),)
    return tuple(_document(part.content_type, part.body) for part in take_apart(options, body))


def take_apart(options: Mapping[str, str], body: bytes) -> tuple[Part, ...]:
    """Return the parts of a form of several; `options` are those of its content type.

    Raises RequestError.
    """
    try:
        return tuple(_parts(options.get("boundary", "").encode("latin-1"), body))
    except ValueError as error:
        raise RequestError(
            f"The form can’t be taken apart: {error}.",
            hint="Send it as RFC 7578 has it, with the boundary in the header Content-Type.",
        ) from error


def _document(content_type: str, body: bytes) -> Document:
    media_type, _ = read_content_type(content_type)
    if media_type not in _READ:
        raise UnsupportedContentType(
            f"A document of type {media_type or '(none given)'} is not read here.",
            hint=f"Send one of: {', '.join(_READ)}.",
        )
    return Document(body, media_type)


def _parts(boundary: bytes, body: bytes) -> Iterator[Part]:
    decoder = MultipartDecoder(boundary, max_parts=_MOST_PARTS)
    decoder.receive_data(body)
    decoder.receive_data(None)
    head: Field | File | None = None
    content = bytearray()
    while not isinstance(event := decoder.next_event(), Epilogue | NeedData):
        if isinstance(event, Field | File):
            head, content = event, bytearray()
        elif isinstance(event, Data):
            content += event.data
            if head and not event.more_data:
                yield _part(head, bytes(content))


def _part(head: Field | File, content: bytes) -> Part:
    filename = head.filename if isinstance(head, File) else ""
    return Part(head.name, filename or "", head.headers.get("Content-Type", ""), content)
