"""Serialises the results of Oxigraph in the format that is negotiated for their form."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import RawIOBase
from itertools import takewhile
from typing import IO, Final, cast

import pyoxigraph as ox

from reportedly import media
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
_HELD: Final = 1 << 16


def serialise(results: Results, accept: str, output: IO[bytes]) -> str:
    """Write results in the format that `accept`, the value of an Accept header, likes best.

    Returns the media type. Raises NotAcceptable, before anything is evaluated, if there is no such
    format.
    """
    if isinstance(results, ox.QueryTriples):
        form, media_type = media.negotiate(accept, media.GRAPH_FORMATS)
        _write_graph(results, form, output)
    else:
        form, media_type = media.negotiate(accept, media.RESULT_FORMATS)
        results.serialize(output, format=_RESULT_WRITERS[form])
    return media_type


def dump(store: ox.Store, graph: ox.NamedNode | None, accept: str, output: IO[bytes]) -> str:
    """Write a graph of a store, as `serialise` does results; None is the graph without a name."""
    form, media_type = media.negotiate(accept, media.GRAPH_FORMATS)
    source = graph or ox.DefaultGraph()
    with _tidied(form, output) as tidy:
        store.dump(tidy, _GRAPH_WRITERS[form], from_graph=source, prefixes=PREFIXES)
    return media_type


def _write_graph(triples: ox.QueryTriples, form: media.Format, output: IO[bytes]) -> None:
    checked = _with_xml_names(triples) if form == media.RDF_XML else triples
    with _tidied(form, output) as tidy:
        ox.serialize(checked, tidy, format=_GRAPH_WRITERS[form], prefixes=PREFIXES)


@contextmanager
def _tidied(form: media.Format, output: IO[bytes]) -> Iterator[IO[bytes]]:
    """Return where to write so that prefixes come out tidily."""
    if form not in (media.TURTLE, media.TRIG):
        yield output
        return
    tidy = _TidyPrefixes(output)
    yield cast(IO[bytes], tidy)
    tidy.finish()


class _TidyPrefixes(RawIOBase):
    """Passes Turtle on with its prefixes in order, and without those that are not used.

    Oxigraph writes all that it is given, in another order each time. In a long document it is not
    waited for which are used.
    """

    def __init__(self, output: IO[bytes]) -> None:
        super().__init__()
        self._output = output
        self._held: bytearray | None = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        if self._held is None:
            self._output.write(data)
        else:
            self._held += data
            if len(self._held) > _HELD:
                self._release(used_only=False)
        return len(data)

    def finish(self) -> None:
        """Write what is held back."""
        if self._held is not None:
            self._release(used_only=True)

    def _release(self, *, used_only: bool) -> None:
        lines = bytes(self._held or b"").splitlines(keepends=True)
        prefixes = list(takewhile(lambda line: line.startswith(b"@prefix "), lines))
        content = b"".join(lines[len(prefixes) :])
        kept = (each for each in prefixes if not used_only or each.split()[1] in content)
        self._output.write(b"".join(sorted(kept)) + content)
        self._held = None


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
