"""Tells what the check of a report came to, in the form and the language that the client likes."""

import json
from dataclasses import asdict
from typing import Any, Final

import pyoxigraph as ox
from flask import Response, render_template, request

from reportedly import media
from reportedly.errors import NotAcceptable
from reportedly.submission import Checked
from reportedly.submission.orders import path_of
from reportedly.submission.publishing import Receipt
from reportedly.validation import rendering
from reportedly.validation.rendering import LANGUAGES, objects, remarks, text
from reportedly.validation.rendering.phrases import phrases
from reportedly.web.responses import content_type

_JSON: Final = "application/json"
_TEXT: Final = "text/plain"
PAGE: Final = "text/html"
"""The form of findings for those who look at them with a browser."""
_GRAPHS: Final = {form.media_type: form for form in media.GRAPH_FORMATS}
_OFFERS: Final = (_JSON, _TEXT, PAGE, *_GRAPHS)


def tell(checked: Checked, receipt: Receipt | None = None) -> Response:
    """Return the response on a report that was checked, and published if there is a receipt.

    The status is 422 if the report does not conform, 201 if it was published, else 200. Raises
    NotAcceptable.
    """
    form = negotiate()
    if form in _GRAPHS:
        body: str | bytes = _graph(checked, form)
    else:
        body = {_JSON: _document, _TEXT: _plain, PAGE: _page}[form](checked, receipt)
    response = Response(body, _status(checked, receipt), content_type=content_type(form))
    labelled(response)
    return response if receipt is None else _located(response, receipt)


def labelled(response: Response) -> Response:
    """Say of a response that tells findings what it was chosen by, and in which language it is."""
    response.vary.update(("Accept", "Accept-Language"))
    response.content_language.add(language())
    return response


def negotiate() -> str:
    """Return the media type that the client likes best. Raises NotAcceptable."""
    form = media.best(request.headers.get("Accept", ""), _OFFERS)
    if form is None:
        raise NotAcceptable(available=_OFFERS)
    return form


def _status(checked: Checked, receipt: Receipt | None) -> int:
    if not checked.accepted:
        return 422
    return 201 if receipt and receipt.new else 200


def _located(response: Response, receipt: Receipt) -> Response:
    """Say where the report is, and the tag of its version."""
    response.headers["Location"] = path_of(receipt.version.report)
    response.set_etag(receipt.version.tag)
    return response


def language() -> str:
    """Return the language that the client likes best, of those that there are, or English.

    The parameter `language` in the URL counts more than the header.
    """
    liked = (tag.partition("-")[0].lower() for tag, quality in request.accept_languages if quality)
    asked = (request.args.get("language", ""), *liked)
    return next((language for language in asked if language in LANGUAGES), "en")


def _document(checked: Checked, receipt: Receipt | None) -> str:
    told = remarks.of_outcome(checked.outcome, language())
    document: dict[str, Any] = {
        "conforms": checked.accepted,
        "report": checked.report,
        "slug": checked.slug,
        "summary": asdict(checked.summary),
        "textChecked": checked.text_checked,
        **(_published(receipt) if receipt else {}),
        "findings": [objects.to_object(remark) for remark in told],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _published(receipt: Receipt) -> dict[str, Any]:
    version = receipt.version
    return {
        "version": version.number,
        "revision": receipt.revision,
        "new": receipt.new,
        "digest": version.digest,
        "submitter": version.submitter,
        "submitted": f"{version.at}Z",
    }


def _plain(checked: Checked, receipt: Receipt | None) -> str:
    return rendering.as_text(checked.outcome, language()) + _story(checked, receipt)


def _story(checked: Checked, receipt: Receipt | None) -> str:
    """Return in a few lines what was read, and where it is now."""
    counts = ", ".join(f"{name} {count}" for name, count in asdict(checked.summary).items())
    lines = [f"Read {checked.report}: {counts}."] if checked.accepted else []
    if receipt:
        place = f"{request.host_url.rstrip('/')}{path_of(receipt.version.report)}"
        state = "Published" if receipt.new else "There already"
        lines.append(
            f"{state}: {place}, version {receipt.version.number}, revision {receipt.revision}."
        )
    return "".join(f"{line}\n" for line in lines)


def _page(checked: Checked, receipt: Receipt | None) -> str:
    tongue = language()
    told = remarks.of_outcome(checked.outcome, tongue)
    return render_template(
        "checked.html",
        checked=checked,
        story=_story(checked, receipt),
        remarks=told,
        verdict=text.verdict(told, tongue),
        words=phrases(tongue),
        language=tongue,
    )


def _graph(checked: Checked, form: str) -> bytes:
    """Return the W3C report: https://www.w3.org/TR/shacl/#validation-report."""
    turtle = rendering.as_turtle(checked.outcome, language())
    quads = ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE)
    triples = [quad.triple for quad in quads]
    writer = ox.RdfFormat.from_media_type(form)
    return ox.serialize(triples, format=writer, prefixes=quads.prefixes) or b""
