"""Takes reports in: undoes how they were sent, and has them checked."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final, Protocol

import pyoxigraph as ox
from flask import request

from reportedly import documents, media
from reportedly.engine.port import NOBODY, Caller, Document
from reportedly.errors import RequestError, UnsupportedContentType
from reportedly.submission import Checked, check
from reportedly.submission.orders import Accepted, Submitter
from reportedly.submission.shared import Shared
from reportedly.web import compression, uploads
from reportedly.web.protocol import FORM, read_content_type
from reportedly.web.responses import caller
from reportedly.web.uploads import Part

_UNKNOWN: Final = {"", "application/octet-stream"}
"""What programs send as the type of a file that they don't know."""
_UNTYPED: Final = _UNKNOWN | {FORM}
"""What programs send as the type of a body that was not named to them."""
_PARTS: Final = ("report", "text")
_JSON: Final = re.compile(rb"\s*(?:\{|\[\s*[\{\[])")
"""How JSON starts, and Turtle does not."""


class Checker(Protocol):
    """What checks a document for a caller; see `submission.check`."""

    def __call__(
        self,
        document: Document,
        *,
        text: str | None = None,
        extra: Sequence[ox.Triple] = (),
        caller: Caller = NOBODY,
    ) -> Checked:
        """Return what the check comes to."""


def check_here(
    document: Document,
    *,
    text: str | None = None,
    extra: Sequence[ox.Triple] = (),
    caller: Caller = NOBODY,  # noqa: ARG001 - there are no turns to share
) -> Checked:
    """Check a document in this process, whatever that takes; see `submission.check`."""
    return check(document, text=text, extra=extra)


@dataclass(frozen=True)
class Sent:
    """A report as it was sent, and the text that came with it; `pasted` if it is of no file."""

    document: Document
    text: str | None = None
    pasted: bool = False


@dataclass(frozen=True)
class Received:
    """A report as it was sent, the text that came with it, and what the check of both came to."""

    document: Document
    text: str | None
    checked: Checked

    def accept(self, submitter: Submitter) -> Accepted:
        """Return it as what is to be published."""
        text = self.text if self.checked.text_checked else None
        return Accepted(self.checked.report, self.document, self.checked.triples, submitter, text)


class Reception:
    """Has the reports in requests checked; `longest` is the limit of one, in bytes, unpacked."""

    def __init__(self, check: Checker, shared: Shared, longest: int) -> None:
        self._check = check
        self._shared = shared
        self._longest = longest

    def receive(self) -> Received:
        """Return the report in this request, checked.

        Raises RequestError, and what `submission.check` does.
        """
        sent = self.read()
        return Received(sent.document, sent.text, self.check(sent))

    def read(self) -> Sent:
        """Return the report in this request. Raises RequestError and FileError."""
        coding = request.headers.get("Content-Encoding", "")
        body = compression.unpack(request.get_data(), coding, self._longest)
        return _read(request.headers.get("Content-Type", ""), body)

    def check(self, sent: Sent) -> Checked:
        """Check a report. Raises what `submission.check` does."""
        extra = self._shared.triples()
        return self._check(sent.document, text=sent.text, extra=extra, caller=caller())


def _read(content_type: str, body: bytes) -> Sent:
    """Return the report in a body, and its text if that came with it."""
    media_type, options = read_content_type(content_type)
    if media_type in _UNTYPED:
        raise UnsupportedContentType(
            "The request does not say what the report is written in.",
            hint="Send it with a header like “Content-Type: text/turtle”, or as the part “report” "
            "of a form: curl -F report=@report.ttl",
        )
    if media_type != uploads.SEVERAL:
        return Sent(Document(body, media_type))
    parts = _by_name(uploads.take_apart(options, body))
    if "report" not in parts:
        raise RequestError(
            "The form has no part named “report”.",
            hint="Paste it, or send it as the part “report”, and its text, if you like, as “text”.",
        )
    report, text = parts["report"], parts.get("text")
    pasted = not report.filename
    document = Document(_unpasted(report.body) if pasted else report.body, _type_of(report))
    return Sent(document, documents.decode(text.body, name="The text") if text else None, pasted)


def _unpasted(body: bytes) -> bytes:
    """Return what was pasted with the ends of lines that it had: browsers write CR LF.

    See https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data.
    """
    return body.replace(b"\r\n", b"\n")


def _by_name(parts: Iterable[Part]) -> dict[str, Part]:
    """Return the parts of a form that are filled in; a browser sends the others empty.

    A file takes the place of what is pasted beside it.
    """
    filled = [each for each in parts if each.body or each.filename]
    filed = {each.name for each in filled if each.filename}
    found: dict[str, Part] = {}
    for part in (each for each in filled if each.filename or each.name not in filed):
        if part.name in found or part.name not in _PARTS:
            reason = "more than one part" if part.name in found else "an unknown part"
            raise RequestError(
                f"The form has {reason} “{part.name[:40]}”.",
                hint="Send one part “report”, pasted or as a file, and at most one part “text”.",
            )
        found[part.name] = part
    return found


def _type_of(part: Part) -> str:
    """Return the media type of a part; its file’s name or its start says it if the program did not.

    What is pasted has neither type nor name.
    """
    media_type, _ = read_content_type(part.content_type)
    if media_type not in _UNKNOWN:
        return media_type
    if part.filename:
        return _named_type(part.filename) or media_type
    is_json = _JSON.match(part.body.removeprefix(BOM_UTF8))
    return (media.JSON_LD if is_json else media.TURTLE).media_type


def _named_type(filename: str) -> str:
    """Return the media type that the name of a file speaks of; empty if it does of none."""
    form = media.SUFFIXES.get(PurePath(filename).suffix.lower())
    return form.media_type if form else ""
