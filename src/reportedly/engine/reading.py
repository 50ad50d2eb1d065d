"""Reads RDF documents of strangers: nothing is fetched for them, and no entity is expanded."""

from typing import Final

import pyoxigraph as ox

from reportedly import documents
from reportedly.engine.evaluation import graph_name
from reportedly.engine.port import Document

_DOCTYPE: Final = b"<!DOCTYPE"


def n_triples(document: Document, graph: str) -> str:
    """Return the triples of a document as N-Triples, its blank nodes with labels of their own.

    Relative IRIs are resolved against the name of the graph. Raises DocumentSyntaxError.
    """
    base = graph_name(graph).value if graph else None
    try:
        _check(document)
        triples = (quad.triple for quad in _parse(document, base))
        return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    except SyntaxError as error:
        raise documents.syntax_error(error, document.body, base or "The document") from error


def _parse(document: Document, base: str | None) -> ox.QuadParser:
    return ox.parse(
        document.body,
        format=ox.RdfFormat.from_media_type(document.media_type),
        base_iri=base,
        without_named_graphs=True,
        rename_blank_nodes=True,
    )


def _check(document: Document) -> None:
    """Refuse what is not UTF-8, and what can define entities.

    See https://www.w3.org/TR/xml/#dt-doctype.
    """
    try:
        document.body.decode()
    except UnicodeDecodeError as error:
        raise _fault(document.body, error.start, "this is not UTF-8") from error
    start = document.body.find(_DOCTYPE)
    if start >= 0 and document.media_type == ox.RdfFormat.RDF_XML.media_type:
        raise _fault(document.body, start, "a document type is not read here")


def _fault(body: bytes, start: int, reason: str) -> SyntaxError:
    """Return the error of a fault that starts at a byte; all before it is UTF-8."""
    before = body[:start].decode()
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return SyntaxError(reason, (None, line, column, None))
