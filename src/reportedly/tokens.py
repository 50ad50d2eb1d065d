"""Splits SPARQL text into its terminals: https://www.w3.org/TR/sparql11-query/#sparqlGrammar.

As in the grammar, the longest terminal wins: `?a<?b&&?c>?d` has an IRI in the middle. Comments
and white space are dropped. Terminals of SPARQL 1.2 (`<<(`, `{|`, `~`) are known as well.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from reportedly.errors import QuerySyntaxError


class Kind(StrEnum):
    """What a terminal is: NAME is a prefixed name, WORD a keyword or whatever looks like one."""

    IRI = "iri"
    STRING = "string"
    VARIABLE = "variable"
    BLANK_NODE = "blank_node"
    LANGUAGE = "language"
    NUMBER = "number"
    NAME = "name"
    WORD = "word"
    SIGN = "sign"


class Token(NamedTuple):
    """A terminal: its text as written, and where it starts, in code points from 0."""

    kind: Kind
    text: str
    start: int

    @property
    def word(self) -> str:
        """The text of a WORD in capitals; empty for every other kind."""
        return self.text.upper() if self.kind is Kind.WORD else ""


class Scan(NamedTuple):
    """A query or an update in its terminals; their positions are those in `text`."""

    text: str
    tokens: list[Token]


_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE = "\u00b7\u0300-\u036f\u203f-\u2040"
_CHAR = rf"[{_BASE}_0-9{_MORE}-]"
_PLX = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_PREFIX = rf"[{_BASE}](?:\.*+{_CHAR}){{0,99}}+"
_LOCAL = rf"(?:[{_BASE}_:0-9]|{_PLX})(?:\.*+(?:{_CHAR}|:|{_PLX}))*+"

_TERMINALS: Final = {
    Kind.IRI: r'<(?:[^\x00-\x20<>"{}|^`\\]++|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>',
    Kind.STRING: r"'''(?:[^'\\]++|\\.|'(?!''))*+'''"
    r'|"""(?:[^"\\]++|\\.|"(?!""))*+"""'
    r"|'(?:[^'\\\n\r]++|\\.)*+'"
    r'|"(?:[^"\\\n\r]++|\\.)*+"',
    Kind.VARIABLE: rf"[?$][{_BASE}_0-9][{_BASE}_0-9{_MORE}]*",
    Kind.BLANK_NODE: rf"_:[{_BASE}_0-9](?:\.*+{_CHAR})*+",
    Kind.LANGUAGE: r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?",
    Kind.NUMBER: r"[+-]?(?:(?:[0-9]++\.?[0-9]*+|\.[0-9]++)[eE][+-]?[0-9]++"
    r"|[0-9]*+\.[0-9]++|[0-9]++)",
    Kind.NAME: rf"(?:{_PREFIX})?:(?:{_LOCAL})?",
    Kind.WORD: r"[A-Za-z][A-Za-z0-9_]*",
    Kind.SIGN: r"<<\(|\)>>|<<|>>|\{\||\|\}|\^\^|\|\||&&|!=|<=|>=|[][{}().,;*/|^!?+=<>~-]",
}
_SCANNER: Final = re.compile(
    r"(?:[ \t\r\n]++|#[^\r\n]*+)*+(?:"
    + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _TERMINALS.items())
    + r"|(?P<end>\Z)|(?P<fault>.))",
    re.DOTALL,
)
_KINDS: Final = {kind.value: kind for kind in Kind}


def scan(query: str) -> Scan:
    r"""Return the terminals of a query or an update, in order.

    Codepoint escapes such as `\u0041` are left to the engine in strings and IRIs; where they
    stand elsewhere, all are resolved first. Raises QuerySyntaxError where no terminal can start.
    """
    try:
        return Scan(query, list(terminals(query)))
    except QuerySyntaxError:
        resolved = _ESCAPE.sub(_character, query)
        if resolved == query:
            raise
        return Scan(resolved, list(terminals(resolved)))


def terminals(text: str) -> Iterator[Token]:
    """Yield the terminals of a text, one after the other, as they stand in it.

    Turtle has the same ones: a directive such as `@prefix` looks like a LANGUAGE. Raises
    QuerySyntaxError where no terminal can start.
    """
    for match in _SCANNER.finditer(text):
        group = match.lastgroup or "end"
        if group in _KINDS:
            yield Token(_KINDS[group], match[group], match.start(group))
        elif group == "fault":
            raise _fault(text, match.start(group))


def place(query: str, start: int) -> tuple[int, int]:
    """Return the line and the column, from 1, of a code point, from 0."""
    before = query[:start]
    return before.count("\n") + 1, start - before.rfind("\n")


def syntax_error(query: str, start: int, reason: str, *, hint: str = "") -> QuerySyntaxError:
    """Return the error of a fault in a query that starts at a code point, from 0."""
    line, column = place(query, start)
    source = query.split("\n", line)[line - 1].rstrip("\r")
    return QuerySyntaxError(reason=reason, line=line, column=column, source=source, hint=hint)


def _fault(query: str, place: int) -> QuerySyntaxError:
    character = query[place]
    if character in "'\"":
        return syntax_error(query, place, "this string is never closed")
    return syntax_error(query, place, f"“{character}” can’t stand here")


def _character(escape: re.Match[str]) -> str:
    """Return what a codepoint escape stands for; the escape itself if that is no character.

    See https://www.w3.org/TR/sparql11-query/#codepointEscape.
    """
    number = int(escape[1] or escape[2], 16)
    surrogate_or_beyond = 0xD800 <= number <= 0xDFFF or number > 0x10FFFF
    return escape[0] if surrogate_or_beyond else chr(number)
