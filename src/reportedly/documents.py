"""Reads Turtle documents strictly, and says where they are wrong."""

import logging
import re
import warnings
from codecs import BOM_UTF8
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.parsers import expat

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import IdentifiedNode, Node

from reportedly import cures
from reportedly.cures import Stop
from reportedly.errors import LONGEST_LINE, DocumentSyntaxError, FileError
from reportedly.terms import PREFIXES

logging.getLogger("rdflib.term").addHandler(logging.NullHandler())
warnings.filterwarnings("ignore", "Parsing weird boolean", UserWarning)
"""Literals that are not of their datatype are for validation to report, not for a log."""

_LONGEST_REASON: Final = 200
_BREAK: Final = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Position:
    """A place in a document: line and column from 1, the column in code points, and that line.

    `source` is empty where the line has more than 1,000 code points.
    """

    line: int
    column: int
    source: str


def read_bytes(path: Path) -> bytes:
    """Return what a file holds.

    Raises FileError if there is no such file, or it can't be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileError(f"There is no file {path}.", hint="Check the path.") from error
    except IsADirectoryError as error:
        raise FileError(f"{path} is a folder.", hint="Name a file inside it.") from error
    except OSError as error:
        raise FileError(
            f"{path} can’t be read: {error.strerror}.", hint="Check that you may read it."
        ) from error


def read_text(path: Path) -> str:
    """Return a file's text, with its line ends as they stand.

    Raises FileError if it can't be read or isn't UTF-8, with the line of the first bad byte.
    """
    return decode(read_bytes(path), name=str(path))


def decode(data: bytes, *, name: str) -> str:
    """Return text in UTF-8, with its line ends as they stand; `name` is for messages.

    Raises FileError with the line of the first bad byte.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileError(
            f"{name}, line {line}, is not UTF-8 text (byte {error.start}: {error.reason}).",
            hint="Save the file as UTF-8.",
        ) from error


def read_turtle(path: Path) -> Graph:
    """Return the graph of a Turtle file, blank nodes and lexical forms as they were written.

    Raises FileError if it can't be read, DocumentSyntaxError with line and column if it isn't
    Turtle. See https://www.w3.org/TR/turtle/.
    """
    return parse_turtle(read_bytes(path), name=str(path))


def parse_turtle(data: bytes, *, name: str) -> Graph:
    """Return the graph of a Turtle document in bytes of UTF-8; `name` is for messages.

    Raises DocumentSyntaxError with line and column. Relative IRIs are errors: a document must
    mean the same wherever it lies. A byte order mark before it is passed over.
    """
    data = data.removeprefix(BOM_UTF8)
    graph = Graph()
    try:
        parser = ox.parse(data, format=ox.RdfFormat.TURTLE)
        for quad in parser:
            graph.add((node(quad.subject), node(quad.predicate), node(quad.object)))
    except SyntaxError as error:
        raise syntax_error(error, data, name) from error
    for prefix, namespace in (PREFIXES | parser.prefixes).items():
        graph.bind(prefix, namespace, replace=True)
    return graph


def read_triples(path: Path) -> list[ox.Triple]:
    """Return the triples of a Turtle file; raises what `read_turtle` does."""
    data = read_bytes(path).removeprefix(BOM_UTF8)
    try:
        return [quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)]
    except SyntaxError as error:
        raise syntax_error(error, data, str(path)) from error


def node(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    """Return a term of pyoxigraph as one of rdflib, with its lexical form as it is.

    Raises SyntaxError for a triple term, which rdflib does not know.
    """
    match term:
        case ox.NamedNode():
            return URIRef(term.value)
        case ox.BlankNode():
            return BNode(term.value)
        case ox.Literal():
            return _literal(term)
        case _:
            raise SyntaxError("triple terms (RDF 1.2) are not supported")


def _literal(literal: ox.Literal) -> Literal:
    if literal.language:
        return Literal(literal.value, lang=literal.language)
    datatype: IdentifiedNode | None = URIRef(literal.datatype.value)
    if literal.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
        datatype = None
    return Literal(literal.value, datatype=datatype, normalize=False)


def syntax_error(error: SyntaxError, data: bytes, name: str) -> DocumentSyntaxError:
    """Return the error of a document in terms of ours, from one of Oxigraph's."""
    line, column = (error.lineno, error.offset or 1) if error.lineno else _break_in_xml(data)
    text = data.decode("utf-8", errors="replace")
    lines = _BREAK.split(text, line)
    said = error.msg.partition(": ")[2] or error.msg
    reason = cures.quoted(said)
    return DocumentSyntaxError(
        name=name,
        reason=reason if len(reason) <= _LONGEST_REASON else f"{reason[:_LONGEST_REASON]}…",
        cure=cures.cure(said, Stop(text, lines[:line], line, column)),
        line=line,
        column=column,
        source=lines[line - 1] if line <= len(lines) else "",
    )


def position(text: str, start: int) -> Position:
    """Return the position of a code point of a text, which counts from 0.

    As for parsers of RDF, lines end in LF, CR LF or CR.
    """
    breaks = text.count("\n", 0, start) + text.count("\r", 0, start)
    source = line_of(text, start)
    return Position(
        line=breaks - text.count("\r\n", 0, start) + 1,
        column=start - _start_of_line(text, start) + 1,
        source=source if len(source) <= LONGEST_LINE else "",
    )


def line_of(text: str, start: int) -> str:
    """Return the line of a text that a code point is in, without its end."""
    ends = (text.find(end, start) for end in "\n\r")
    return text[_start_of_line(text, start) : min((end for end in ends if end >= 0), default=None)]


def _start_of_line(text: str, start: int) -> int:
    return max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1


def _break_in_xml(data: bytes) -> tuple[int, int]:
    """Return the line and column where a document stops to be XML; its start if nowhere."""
    try:
        expat.ParserCreate().Parse(data, True)
    except expat.ExpatError as error:
        return error.lineno, error.offset + 1
    return 1, 1
