"""Reads Turtle and N-Triples without blank nodes, and knows where each triple starts.

Without blank nodes and collections nothing nests: a document is a row of directives and of
subjects with their predicates and objects. See https://www.w3.org/TR/turtle/#sec-grammar.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import Final

import pyoxigraph as ox

from reportedly import documents, tokens
from reportedly.errors import QuerySyntaxError, SubmissionRefused
from reportedly.submission.guards import MOST_TRIPLES
from reportedly.submission.source import Source, Spot, refusal
from reportedly.tokens import Kind, Token

_HARMLESS: Final = re.compile(
    r"""(?:[\s,;>\])}|^]*+(?:"""
    r"""(?!_:)[^\s"'<>#\[\](){},;~|^\\]++(?:\\.[^\s"'<>#\[\](){},;~|^\\]*+)*+"""
    r"""|<(?!<)[^<>"\s]*+>"""
    r"""|#[^\n\r]*+"""
    r'''|"""(?:[^"\\]++|\\.|"(?!""))*+"""'''
    r"""|'''(?:[^'\\]++|\\.|'(?!''))*+'''"""
    r"""|"(?!"")(?:[^"\\\n\r]++|\\.)*+"|'(?!'')(?:[^'\\\n\r]++|\\.)*+'))*+[\s,;>\])}|^]*+""",
    re.DOTALL,
)
"""Everything up to the first sign that is refused, or that the parser will not bear."""

_BLANK: Final = (
    "A blank node can be neither cited nor linked to.",
    "Give it an IRI, such as that of the report with # and a name.",
)
_TRIPLE_TERM: Final = (
    "Triple terms of RDF 1.2 are not read here.",
    "Say who says something with an rpt:Statement.",
)
_REFUSED: Final = {
    "[": _BLANK,
    "_": _BLANK,
    "(": ("Lists are not read here.", "Give the values one by one, with commas between them."),
    "{": ("Named graphs are not read here.", "Remove the braces: a report is a graph of its own."),
    "~": _TRIPLE_TERM,
    "<": _TRIPLE_TERM,
}

_DIRECTIVES: Final = {"PREFIX": 3, "BASE": 2, "VERSION": 2}
"""How many terminals a directive has, without the full stop."""

_ENDS: Final = {".": 0, ";": 1, ",": 2}
"""How many terms of a triple hold for the next one after a sign."""

_MOST_PREFIXES: Final = 1_000
_FEWER_PREFIXES: Final = f"Use at most {_MOST_PREFIXES:,}."
_LONGEST_PREFIX: Final = 100
MOST_TERMINALS: Final = 200_000
"""How far into a document places are looked for: some tenths of a second."""


def read(text: str) -> Source:
    """Read a document; relative IRIs are errors in it unless it has a base.

    Raises DocumentSyntaxError, and SubmissionRefused with the place of what is not read here.
    """
    _refuse(text)
    _count(text)
    try:
        parser = ox.parse(text, format=ox.RdfFormat.TURTLE)
        triples = [quad.triple for quad in islice(parser, MOST_TRIPLES + 1)]
    except SyntaxError as error:
        raise documents.syntax_error(error, text.encode(), "The document") from error
    prefixes = parser.prefixes
    _check(prefixes)
    return Source(text, triples, prefixes, partial(spots, text))


def _check(prefixes: dict[str, str]) -> None:
    if any(len(prefix) > _LONGEST_PREFIX for prefix in prefixes):
        raise SubmissionRefused(
            f"A prefix is longer than {_LONGEST_PREFIX} characters.", hint="Use a shorter one."
        )


def _count(text: str) -> None:
    """Refuse a document with too many prefixes before they are read."""
    if text.lower().count("prefix") <= _MOST_PREFIXES:
        return
    terminals = islice(tokens.terminals(text), MOST_TERMINALS)
    directives = (each.start for each in terminals if each.text.lstrip("@").upper() == "PREFIX")
    with suppress(QuerySyntaxError):
        for start in islice(directives, _MOST_PREFIXES, None):
            raise refusal(text, start, "There are too many prefixes.", _FEWER_PREFIXES)


def _refuse(text: str) -> None:
    """Refuse what would nest; where the parser stops for another reason, leave that to it."""
    match = _HARMLESS.match(text)
    start = match.end() if match else 0
    sign = text[start : start + 2]
    if sign[:1] in _REFUSED and (sign[:1] != "<" or sign == "<<"):
        raise refusal(text, start, *_REFUSED[sign[:1]])


def spots(text: str) -> Iterator[Spot]:
    """Yield where each triple starts, in order, for a document that was found well-formed.

    It ends early where the document is very long.
    """
    terminals = islice(tokens.terminals(text), MOST_TERMINALS)
    try:
        yield from _spots(terminals)
    except QuerySyntaxError:
        return


def _spots(terminals: Iterator[Token]) -> Iterator[Spot]:
    started: list[int] = []
    for token in terminals:
        skipped = _skipped(token, within=bool(started))
        if token.text in _ENDS:
            del started[_ENDS[token.text] :]
        elif skipped:
            next(islice(terminals, skipped - 1, skipped - 1), None)
        elif len(started) < 2:
            started.append(token.start)
        else:
            yield Spot(started[0], started[1], token.start)


def _skipped(token: Token, *, within: bool) -> int:
    """Return how many terminals, from this one on, are none of the terms of a triple."""
    if token.text == "^^":
        return 2
    if within:
        return int(token.kind is Kind.LANGUAGE)
    return _DIRECTIVES.get(token.text.lstrip("@").upper(), 0)
