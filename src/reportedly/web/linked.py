"""Linked data: each IRI of the data answers with a page for people and RDF for programs.

The form is that of the path’s suffix or else what the client likes best. What is not a document
itself, such as a place, leads with 303 to one that tells of it.
See https://www.w3.org/TR/cooluris/.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
from flask import Response, g, request

from reportedly import media
from reportedly.engine.port import Answer, Content, Engine, Query
from reportedly.errors import NotAcceptable, ResourceMissing
from reportedly.web.addresses import address
from reportedly.web.responses import caller, done, respond

PAGE: Final = "text/html"
_HTML: Final = ".html"
_DOCUMENTS: Final = {_HTML: PAGE} | {
    suffix: form.media_type for suffix, form in media.SUFFIXES.items()
}
"""The end of the path of a document to its media type."""
_OFFERS: Final = (*(name for form in media.GRAPH_FORMATS for name in form.media_types), PAGE)
_SUFFIX_OF: Final = {form: suffix for suffix, form in media.SUFFIXES.items()}


Page = Callable[[Engine, str], str]
"""Writes the page on what has an IRI. Raises ResourceMissing."""


@dataclass(frozen=True)
class Resource:
    """What is asked for: its IRI, and what writes the page on it.

    In RDF it is told by the content of a `graph` or, without one, by the triples with the IRI as
    subject. A `thing` is no document: its path leads to one.
    """

    iri: str
    page: Page
    graph: str = ""
    thing: bool = False


def resource_iri(text: str) -> str:
    """Return an IRI that was asked for. Raises ResourceMissing if it can’t be one."""
    try:
        return ox.NamedNode(text).value
    except ValueError:
        raise ResourceMissing(f"“{text}” is no IRI.", hint="Check the address.") from None


def split(name: str) -> tuple[str, str]:
    """Return the end of a path without its suffix, and the suffix; empty if it has none of ours."""
    stem, dot, end = name.rpartition(".")
    return (stem, dot + end) if stem and dot + end in _DOCUMENTS else (name, "")


def tell(engine: Engine, resource: Resource, suffix: str = "") -> Response:
    """Return the response to a request for a resource, at its path with a suffix or without.

    Raises NotAcceptable, ResourceMissing, and what the page and the engine raise.
    """
    form = _DOCUMENTS.get(suffix) or negotiate()
    if resource.thing and not suffix:
        return _elsewhere(resource, form)
    if form == PAGE:
        g.alternates = alternates(resource.iri)
        response = Response(resource.page(engine, resource.iri))
    else:
        response = respond(_triples(engine, resource, form))
    return with_links(response, resource.iri)


def negotiate() -> str:
    """Return the media type that the client likes best; Turtle if it likes all of them.

    Raises NotAcceptable.
    """
    form = media.best(request.headers.get("Accept", ""), _OFFERS)
    if form is None:
        raise NotAcceptable(available=tuple(_DOCUMENTS.values()))
    return form


def alternates(iri: str) -> dict[str, str]:
    """Return the paths of the documents that tell of an IRI in RDF, with their media types."""
    path = address(iri).rstrip("/")
    return {f"{path}{suffix}": form.media_type for suffix, form in media.SUFFIXES.items()}


def with_links(response: Response, iri: str) -> Response:
    """Say what a document tells of, and in which other forms.

    See https://www.rfc-editor.org/rfc/rfc8288.
    """
    others = alternates(iri)
    links = [f'<{iri}>; rel="canonical"', f'<{next(iter(others))}>; rel="describedby"']
    links += [f'<{path}>; rel="alternate"; type="{kind}"' for path, kind in others.items()]
    response.headers.add("Link", ", ".join(links))
    response.vary.add("Accept")
    return response


def _elsewhere(resource: Resource, form: str) -> Response:
    """Lead from a thing to a document: https://www.rfc-editor.org/rfc/rfc9110#name-303-see-other."""
    found = _HTML if form == PAGE else _SUFFIX_OF[media.negotiate(form, media.GRAPH_FORMATS)[0]]
    response = done(303, location=f"{address(resource.iri)}{found}")
    response.vary.add("Accept")
    return response


def _triples(engine: Engine, resource: Resource, form: str) -> Answer:
    if resource.graph:
        answer = engine.content(Content(resource.graph, form), caller())
    else:
        text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ <{resource.iri}> }} ?s ?p ?o }}"
        answer = engine.evaluate(Query(text, form), caller())
    if answer is None:
        raise missing(resource.iri)
    return answer


def missing(iri: str) -> ResourceMissing:
    """Return the error of an IRI of which the data say nothing."""
    return ResourceMissing(
        f"The data say nothing of <{iri}>.", hint="Statements, sources and places can be searched."
    )
