"""Explains Oxigraph's syntax errors in terms of the query as it was written.

Oxigraph reports a fault up to 14 characters too far, where its longest keyword would have ended.
To find the terminal, the query is read once more with each of them on a line of its own that has
room for any keyword.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import accumulate
from typing import Final

from reportedly.engine.layout import pieces
from reportedly.errors import QuerySyntaxError
from reportedly.terms import PREFIXES
from reportedly.tokens import Kind, Scan, Token, place, syntax_error

_ROOM: Final = " " * 16 + "\n"
_ERROR: Final = re.compile(r"error at (\d+):\d+: expected (?:one of )?(.*)", re.DOTALL)
_UPDATES: Final = {
    *("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"),
}
_QUERIES: Final = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_NOT_ABSOLUTE: Final = "IRI parsing failed"
_UNDECLARED: Final = "Prefix not found"
_REASONS: Final = {
    _UNDECLARED: ("the prefix of “{}” is not declared", ""),
    _NOT_ABSOLUTE: (
        "“{}” is not an absolute IRI",
        "Write the IRI in full and without spaces, or say with BASE what it is relative to.",
    ),
    "The SELECT contains a variable that is unbound": (
        "SELECT names a variable that it can’t have",
        "After GROUP BY, and beside COUNT, SUM and the like, SELECT can have only the variables "
        "that are grouped by, and expressions of the others.",
    ),
    "Duplicated variable name in SELECT": ("SELECT gives two columns the same name", ""),
    "SELECT * is not authorized with GROUP BY": (
        "SELECT * can’t go with GROUP BY",
        "Name the columns.",
    ),
    "The VALUES clause rows": (
        "a row of VALUES has more or fewer values than there are variables",
        "Write UNDEF for a value that is missing.",
    ),
    "language tag parsing failed": ("“{}” is not a language tag", ""),
    "\\u escape sequence": ("an escape in {} stands for no character", ""),
}
"""What Oxigraph says, with what we say: the reason, with the terminal in it, and a hint."""

_EXPECTED: Final = {
    '"^"': "Expected here: a property: an IRI, a variable or a path.",
    '"_:"': "Expected here: a variable, an IRI, a literal or a blank node.",
    '"{"': "Expected here: “{”.",
    '"("': "Expected here: “(”.",
    "ENCODE_FOR_URI": "Expected here: an expression.",
    "OFFSET": "Only GROUP BY, HAVING, ORDER BY, LIMIT, OFFSET and VALUES can stand here.",
    "CONSTRUCT": "A query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, after any PREFIX.",
}
"""What Oxigraph expects, by a sign of it in its list, in the order in which the signs tell."""


def explain(scan: Scan, parse: Callable[[str], object]) -> QuerySyntaxError:
    """Return the error of a query that Oxigraph can't read.

    `parse` has Oxigraph read a query, and raises SyntaxError.
    """
    lines = list(pieces(scan.tokens, _ROOM))
    try:
        parse("".join(lines) + _ROOM)
    except SyntaxError as error:
        match = _ERROR.fullmatch(error.msg)
        if match:
            ends = list(accumulate(line.count("\n") for line in lines))
            return _explanation(scan, bisect_left(ends, int(match[1]) - 1), match[2])
    return syntax_error(scan.text, 0, "the engine can’t read this query")


def _explanation(scan: Scan, number: int, expected: str) -> QuerySyntaxError:
    """Explain what is wrong with a terminal, given by its number, or after the last one."""
    before = scan.tokens[:number]
    if number == len(scan.tokens):
        return _at_the_end(scan, expected)
    token = scan.tokens[number]
    start = _start_of_iri(before) if (token.text, expected) == (">", _NOT_ABSOLUTE) else token.start
    reason, hint = _reason(expected, scan.text[start : token.start + len(token.text)])
    return syntax_error(scan.text, start, reason, hint=hint or _hint(expected, token, before))


def _at_the_end(scan: Scan, expected: str) -> QuerySyntaxError:
    reason, hint = _reason(expected, "")
    if not any(sentence in expected for sentence in _REASONS):
        reason, hint = "the query ends too early", _never_closed(scan)
    return syntax_error(scan.text, len(scan.text.rstrip()), reason, hint=hint)


def _reason(expected: str, found: str) -> tuple[str, str]:
    for sentence, (reason, hint) in _REASONS.items():
        if sentence in expected:
            return reason.format(found), hint
    return f"“{found}” can’t stand here", ""


def _hint(expected: str, token: Token, before: list[Token]) -> str:
    if _UNDECLARED in expected:
        prefix = token.text.partition(":")[0]
        return f"Declare it: PREFIX {prefix}: <{PREFIXES.get(prefix, '…')}>"
    if token.word in _UPDATES and "CONSTRUCT" in expected:
        return "This is an update; only queries are answered here."
    if token.word in _QUERIES and "INSERT" in expected:
        return "This is a query; only updates are done here."
    if token.kind is Kind.BLANK_NODE:
        return "A label of a blank node can be used in one group only."
    if [last.text.upper() for last in before[-3::2]] == ["AS", ")"]:
        return f"{before[-2].text} may have a value before: BIND needs a variable without one."
    return next((hint for sign, hint in _EXPECTED.items() if sign in expected), "")


def _start_of_iri(before: list[Token]) -> int:
    return max((token.start for token in before if token.text == "<"), default=0)


def _never_closed(scan: Scan) -> str:
    """Return a sentence about the innermost bracket that is never closed, if there is one."""
    opened: list[Token] = []
    for token in scan.tokens:
        if token.text in ("(", "{", "["):
            opened.append(token)
        elif token.text in (")", "}", "]") and opened:
            opened.pop()
    if not opened:
        return ""
    line, column = place(scan.text, opened[-1].start)
    return f"“{opened[-1].text}” in line {line}, column {column} is never closed."
