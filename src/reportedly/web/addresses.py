"""Where this server tells of an IRI: data have names under one base, and are served by path."""

from urllib.parse import quote

from flask import Flask

from reportedly.terms import BASE, REPORTS

_WEB = ("http://", "https://")
_SAFE = "/%:@!$&'()*+,;="


def address(iri: str) -> str:
    """Return the path of what this server tells of an IRI; the IRI itself if it is another’s.

    Another’s that is not for the web, such as a URN, leads to what the data say of it.
    A part of a report, `…/report/x#s01`, has a page of its own at `/report/x/s01`; a term of the
    ontology is a place on its page, `/ns#Statement`.
    """
    if not iri.startswith(BASE):
        return iri if iri.startswith(_WEB) else asking(f"DESCRIBE <{iri}>")
    document, _, name = iri.removeprefix(BASE).partition("#")
    path = _path(document)
    if not name:
        return path
    within = "/" if iri.startswith(REPORTS) else "#"
    return f"{path}{within}{quote(name, safe=_SAFE)}"


def asking(query: str) -> str:
    """Return the path of the page that asks a query."""
    return f"/sparql?query={quote(query)}"


def anchor(iri: str) -> str:
    """Return the place of a part of a report on the page of the report: `/report/x#s01`."""
    document, _, name = iri.removeprefix(BASE).partition("#")
    return f"{_path(document)}#{quote(name, safe=_SAFE)}"


def _path(document: str) -> str:
    """Return the path of a document; with two slashes at its start it would be another server’s."""
    path = quote(document, safe=_SAFE)
    return f"/%2F{path[1:]}" if path.startswith("/") else f"/{path}"


def register(app: Flask) -> None:
    """Let templates write addresses."""
    app.add_template_filter(address)
    app.add_template_filter(anchor)
    app.add_template_filter(asking)
