"""The page on which a report is checked: a form, and what was found beside the lines of it."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Final

from flask import Response, render_template
from markupsafe import Markup

from reportedly import documents, resources
from reportedly.drawing import listing
from reportedly.errors import CheckTakesTooMuch, FileError, ReportedlyError, RequestError
from reportedly.submission import Checked
from reportedly.validation.rendering import remarks, text
from reportedly.validation.rendering.phrases import phrases
from reportedly.validation.rendering.remarks import Remark
from reportedly.web import problems
from reportedly.web.reception import Reception, Sent

_NAME: Final = re.compile(r"""([A-Za-z0-9"<:](?:[ -~]{0,200}[A-Za-z0-9">])?)""")
"""What is written in ASCII, from a letter, a digit, a quotation mark, < or : on.

What is longer comes in pieces: without a limit, each of many `<` would be looked for an end.
"""
_EXAMPLE: Final = resources.data() / "templates" / "minimal.ttl"
_KEPT: Final = 200_000
"""Bytes of the longest file that is put into the form to be mended there."""


def apart(sentence: str) -> Markup:
    """Return a sentence in which names and values are set apart from what may be Arabic.

    Otherwise their signs would change places: https://www.w3.org/International/articles/inline-bidi-markup/.
    """
    name = Markup('<bdi dir="ltr">{}</bdi>').format
    pieces = enumerate(_NAME.split(sentence))
    return Markup("").join(name(piece) if place % 2 else piece for place, piece in pieces)


def form(*, example: bool) -> str:
    """Return the page with an empty form, or with the report in it that people can start from."""
    start = documents.read_text(_EXAMPLE) if example else ""
    return render_template("check.html", kept=start)


def answer(reception: Reception, language: str) -> Response:
    """Check the report in this request, and return the page that tells what was found.

    Raises LimitError if there is no turn to check it.
    """
    sent = None
    try:
        sent = reception.read()
        checked = reception.check(sent)
    except (FileError, RequestError, CheckTakesTooMuch) as error:
        return _refused(error, sent)
    return _found(checked, sent, language)


def _found(checked: Checked, sent: Sent, language: str) -> Response:
    told = remarks.of_outcome(checked.outcome, language)
    page = _page(sent, told, language, text.verdict(told, language), checked)
    return Response(page, 200 if checked.accepted else 422)


def _refused(error: ReportedlyError, sent: Sent | None) -> Response:
    """Tell of a report that could not be checked at all, in English as all errors."""
    problem = problems.of_ours(error)
    page = _page(sent, (remarks.of_error(error),), "en", error.title)
    return Response(page, problem.status)


def _page(
    sent: Sent | None,
    told: Sequence[Remark],
    language: str,
    verdict: str,
    checked: Checked | None = None,
) -> str:
    document = sent.document.body.decode(errors="replace").removeprefix("\ufeff") if sent else ""
    is_short = sent is not None and (sent.pasted or len(sent.document.body) <= _KEPT)
    return render_template(
        "check.html",
        verdict=verdict,
        listing=listing.draw(document, told),
        checked=checked,
        summary=asdict(checked.summary) if checked else {},
        words=phrases(language),
        language=language,
        apart=apart if language == "ar" else str,
        kept=document if is_short else "",
    )
