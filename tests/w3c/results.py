"""Results read into one shape, whatever the format: a table of solutions, a boolean or quads."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    parse,
    parse_query_results,
)

from .nodes import Node, Term, read, typed
from .values import XSD, by_value

DOUBLE = NamedNode(XSD + "double")

RESULT_TYPES = {
    ".srx": "application/sparql-results+xml",
    ".srj": "application/sparql-results+json",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
}
"""The media types of solutions and booleans, by the suffix of a file."""

Row = tuple[Term | None, ...]


@dataclass(frozen=True)
class Table:
    """Solutions: the names of the variables, sorted, and in each row their values, if bound."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]


Results = Table | Dataset | bool


def read_results(data: bytes, media_type: str) -> Results:
    """Read an answer; raises SyntaxError or ValueError if it is not what its media type says."""
    if media_type.partition(";")[0] == "text/csv":
        return _csv(data.decode())
    form = QueryResultsFormat.from_media_type(media_type)
    return _solutions(data, form) if form else read_graph(data, media_type)


def read_graph(data: bytes, media_type: str) -> Dataset:
    """Read RDF; raises SyntaxError or ValueError if it is not what its media type says."""
    form = RdfFormat.from_media_type(media_type)
    if form is None:
        raise ValueError(f"not a media type of results or RDF: {media_type!r}")
    return dataset(parse(data, form))


def read_file(path: Path) -> Results:
    """Read the expected results of a test."""
    if path.suffix in RESULT_TYPES:
        return read_results(path.read_bytes(), RESULT_TYPES[path.suffix])
    described = typed(read(path), "rs:ResultSet")
    return _described(described[0]) if described else dataset(parse_file(path))


def parse_file(path: Path) -> Iterable[Quad]:
    """Parse RDF; relative IRIs are those of files beside it, blank nodes are the file's own."""
    return parse(path=path, base_iri=path.as_uri(), rename_blank_nodes=True)


def dataset(quads: Iterable[Quad]) -> Dataset:
    """Gather quads, with literals by value."""
    return Dataset(
        Quad(quad.subject, quad.predicate, by_value(quad.object), quad.graph_name) for quad in quads
    )


def table(solutions: Iterable[dict[str, Term]], variables: Iterable[str]) -> Table:
    """Gather solutions, with literals by value."""
    columns = tuple(sorted(variables))
    valued = ({name: by_value(term) for name, term in each.items()} for each in solutions)
    return Table(columns, tuple(tuple(map(each.get, columns)) for each in valued))


def _solutions(data: bytes, form: QueryResultsFormat) -> Table | bool:
    results = parse_query_results(data, form)
    if isinstance(results, QueryBoolean):
        return bool(results)
    names = [variable.value for variable in results.variables]
    solutions = [dict(zip(names, solution, strict=True)) for solution in results]
    return table(({k: v for k, v in each.items() if v} for each in solutions), names)


def _csv(text: str) -> Table:
    """Read CSV, whose values are blank nodes or texts; those that look like numbers count so."""
    names, *rows = csv.reader(StringIO(text), strict=True)
    cells = (dict(zip(names, row, strict=True)) for row in rows)
    return table(({k: _cell(v) for k, v in each.items() if v} for each in cells), names)


def _cell(text: str) -> Term:
    return BlankNode(text[2:]) if text.startswith("_:") else Literal(text, datatype=DOUBLE)


def _described(results: Node) -> Table:
    """Read solutions that are described in RDF."""
    solutions = (
        {binding.one("rs:variable").text: binding.one("rs:value").term for binding in bindings}
        for bindings in (each.all("rs:binding") for each in results.all("rs:solution"))
    )
    return table(solutions, (each.text for each in results.all("rs:resultVariable")))
