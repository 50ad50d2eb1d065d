"""Leads from the IRI that something has in a dataset of others to what is said of it here."""

from collections.abc import Sequence
from typing import Final

from flask import Response, render_template, request

from reportedly import media, outside
from reportedly.attribution import counterparts, names
from reportedly.attribution.model import Ref
from reportedly.engine.port import Engine
from reportedly.errors import NotAcceptable, ResourceMissing
from reportedly.export.writing import as_json
from reportedly.terms import ID
from reportedly.web.addresses import address
from reportedly.web.linked import PAGE
from reportedly.web.responses import done

_JSON: Final = "application/json"
_RDF: Final = tuple(name for form in media.GRAPH_FORMATS for name in form.media_types)
_OFFERS: Final = (*(name for name in _RDF if name != _JSON), PAGE, _JSON)


def find(engine: Engine, text: str) -> Response:
    """Answer who asks what here is the same as something elsewhere, by its IRI there.

    One thing is led to with 303; several are listed, with 300, unless reports share exactly one of
    them. JSON lists them always. Raises RequestError if the text is no IRI, ResourceMissing if
    nothing is linked to it, and NotAcceptable.
    """
    form = media.best(request.headers.get("Accept", ""), _OFFERS)
    if form is None:
        raise NotAcceptable(available=_OFFERS)
    there = outside.asked(text)
    found = counterparts.find(engine, there)
    if not found:
        raise _missing(there)
    response = _answer(engine, there, found, form)
    response.vary.add("Accept")
    return response


def _answer(engine: Engine, there: str, found: Sequence[str], form: str) -> Response:
    shared = [iri for iri in found if iri.startswith(ID)]
    named = shared if len(shared) == 1 else found
    if form != _JSON and len(named) == 1:
        return done(303, location=address(named[0]))
    called = names.read(engine, found)
    refs, status = [called[iri] for iri in found], 200 if form == _JSON else 300
    if form == PAGE:
        return Response(render_template("same.html", there=there, refs=refs), status)
    return Response(_document(there, refs), status, content_type=_JSON)


def _document(there: str, refs: Sequence[Ref]) -> str:
    found = [{"iri": ref.iri, "label": ref.label, "path": address(ref.iri)} for ref in refs]
    return as_json({"same": there, "resources": found})


def _missing(there: str) -> ResourceMissing:
    return ResourceMissing(
        f"Nothing here is linked to <{there}>.",
        hint="What nobody has verified has no link; try a name: /sources or /places",
    )
