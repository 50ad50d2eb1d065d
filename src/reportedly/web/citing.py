"""How to cite a report as it is here today."""

from datetime import UTC, datetime
from typing import Final

from flask import Blueprint, Response, request

from reportedly.engine.port import Engine
from reportedly.export import citation
from reportedly.export.citation import Citation
from reportedly.export.writing import as_json
from reportedly.media import Format
from reportedly.submission.orders import path_of
from reportedly.terms import REPORTS
from reportedly.web.exports import form_of, reported, require_form

_TEXT: Final = Format("text", ("text/plain",))
_BIBTEX: Final = Format("bibtex", ("application/x-bibtex", "text/x-bibtex"))
_CSL: Final = Format("csl", ("application/vnd.citationstyles.csl+json", "application/json"))
_FORMS: Final = {".txt": _TEXT, ".bib": _BIBTEX, ".json": _CSL}
_SUFFIX_OF: Final = {form: suffix for suffix, form in _FORMS.items()}
_OFFERS: Final = {name: form for form in _FORMS.values() for name in form.media_types}


def blueprint(engine: Engine) -> Blueprint:
    """Return the routes of a report’s citation, which names the day and is therefore not kept."""
    routes = Blueprint("citing", __name__)

    @routes.get("/report/<slug>/citation")
    def negotiated(slug: str) -> Response:
        report = reported(engine, slug)
        return _cited(engine, report, _OFFERS[require_form(tuple(_OFFERS))])

    @routes.get("/report/<slug>/citation.<form>")
    def written(slug: str, form: str) -> Response:
        report = reported(engine, slug)
        return _cited(engine, report, form_of(f".{form}", _FORMS, f"{path_of(report)}/citation"))

    return routes


def _cited(engine: Engine, report: str, form: Format) -> Response:
    today = datetime.now(UTC).date()
    found = citation.cite(engine, report, root=request.url_root, accessed=today)
    response = Response(_written(found, form), mimetype=form.media_type)
    name = f"{report.removeprefix(REPORTS)}{_SUFFIX_OF[form]}"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept")
    return response


def _written(found: Citation, form: Format) -> str:
    if form is _CSL:
        return as_json([found.csl])
    return found.bibtex if form is _BIBTEX else f"{found.text}\n"
