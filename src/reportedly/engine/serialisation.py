"""Serialises the results of Oxigraph in the format that is negotiated for their form."""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

import pyoxigraph as ox

from reportedly import media
from reportedly.engine.port import Answer
from reportedly.errors import QueryError
from reportedly.terms import PREFIXES

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_RESULT_WRITERS: Final = {
    media.JSON: ox.QueryResultsFormat.JSON,
    media.XML: ox.QueryResultsFormat.XML,
    media.CSV: ox.QueryResultsFormat.CSV,
    media.TSV: ox.QueryResultsFormat.TSV,
}
_GRAPH_WRITERS: Final = {
    media.TURTLE: ox.RdfFormat.TURTLE,
    media.N_TRIPLES: ox.RdfFormat.N_TRIPLES,
    media.RDF_XML: ox.RdfFormat.RDF_XML,
    media.JSON_LD: ox.RdfFormat.JSON_LD,
    media.TRIG: ox.RdfFormat.TRIG,
}


def serialise(results: Results, accept: str) -> Answer:
    """Write results in the format that `accept`, the value of an Accept header, likes best.

    Raises NotAcceptable before anything is evaluated if there is no such format.
    """
    if isinstance(results, ox.QueryTriples):
        form, media_type = media.negotiate(accept, media.GRAPH_FORMATS)
        return Answer(_graph(results, form), media_type)
    form, media_type = media.negotiate(accept, media.RESULT_FORMATS)
    return Answer(results.serialize(format=_RESULT_WRITERS[form]) or b"", media_type)


def _graph(triples: ox.QueryTriples, form: media.Format) -> bytes:
    checked = _with_xml_names(triples) if form == media.RDF_XML else triples
    body = ox.serialize(checked, format=_GRAPH_WRITERS[form], prefixes=PREFIXES) or b""
    return _with_tidy_prefixes(body) if form in (media.TURTLE, media.TRIG) else body


def _with_tidy_prefixes(turtle: bytes) -> bytes:
    """Leave out the prefixes that are not used, and sort the others.

    Oxigraph writes all that it is given, in another order each time.
    """
    lines = turtle.splitlines(keepends=True)
    prefixes = list(takewhile(lambda line: line.startswith(b"@prefix "), lines))
    content = b"".join(lines[len(prefixes) :])
    used = sorted(prefix for prefix in prefixes if prefix.split()[1] in content)
    return b"".join(used) + content


def _with_xml_names(triples: ox.QueryTriples) -> Iterator[ox.Triple]:
    """Pass triples on, up to one whose predicate can't be an XML element.

    See https://www.w3.org/TR/rdf-syntax-grammar/#section-Serialising.
    """
    for triple in triples:
        *_, tail = re.split(r"[^\w.-]", triple.predicate.value)
        if not re.search(r"[^\W\d]", tail):
            raise QueryError(
                f"RDF/XML can’t express the property <{triple.predicate.value}>.",
                hint="Ask for another format, such as text/turtle.",
            )
        yield triple
