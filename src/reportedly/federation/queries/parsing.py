"""Finds the groups of a query among its terminals.

The engine has read the query before: what is found here is where its parts are, not whether they
are right.
"""

from collections.abc import Iterator
from typing import Final

from reportedly.errors import QueryRefused
from reportedly.federation.queries.pattern import Element, Form, Group, Pattern
from reportedly.tokens import Kind, Scan, Token, place

_FORMS: Final = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_OPENING: Final = {"(", "[", "{", "<<", "<<(", "{|"}
_CLOSING: Final = {")", "]", "}", ">>", ")>>", "|}"}
_NESTED: Final = {"OPTIONAL": Form.OPTIONAL, "MINUS": Form.MINUS, "LATERAL": Form.LATERAL}
_NAMED: Final = {"GRAPH": Form.GRAPH, "SERVICE": Form.SERVICE}
_CONSTRAINING: Final = {"FILTER": Form.FILTER, "BIND": Form.BIND}
_WORDS: Final = {*_NESTED, *_NAMED, *_CONSTRAINING, "VALUES"}
_APART: Final = (*_FORMS, *_WORDS, "DISTINCT", "EXISTS", "FROM", "NAMED", "NOT", "REDUCED", "WHERE")
"""Keywords that must stand apart here; the engine reads `FILTERNOT` as two."""


def parse(scan: Scan) -> Pattern:
    """Return the groups of a query that has a WHERE clause.

    Raises QueryRefused for a call that stands outside that, as in an expression of SELECT, and for
    a query that the engine reads in another way than this.
    """
    _require_apart(scan)
    try:
        return _parsed(scan)
    except (IndexError, StopIteration) as error:
        raise QueryRefused(
            "SERVICE can’t be called in a query that is written like this.",
            hint="Call it in a WHERE clause, with spaces around all keywords.",
        ) from error


def _parsed(scan: Scan) -> Pattern:
    tokens = tuple(scan.tokens)
    start = next(at for at, token in enumerate(tokens) if token.word in _FORMS)
    where = _where(tokens, start)
    group, end = _Reader(tokens).group(where)
    for token in (*tokens[start:where], *tokens[end:]):
        if token.word == "SERVICE":
            raise _misplaced(scan, token)
    pattern = Pattern(tokens, tokens[:start], tuple(_dataset(tokens[start:where])), group)
    _require_all(scan, pattern)
    return pattern


def _where(tokens: tuple[Token, ...], start: int) -> int:
    """Return where the WHERE clause of a query or a sub-query opens."""
    at = start + 1
    if tokens[start].word == "CONSTRUCT" and tokens[at].text == "{":
        at = _past(tokens, at)
    while tokens[at].text != "{":
        at = _past(tokens, at) if tokens[at].text in _OPENING else at + 1
    return at


def _past(tokens: tuple[Token, ...], at: int) -> int:
    """Return what follows the bracket that closes the one that opens here."""
    depth = 0
    for number in range(at, len(tokens)):
        text = tokens[number].text
        depth += (text in _OPENING) - (text in _CLOSING)
        if depth == 0:
            return number + 1
    return len(tokens)


def _dataset(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """Yield the clauses that name the dataset: FROM, perhaps NAMED, and an IRI."""
    for number, token in enumerate(tokens):
        if token.word == "FROM":
            length = 3 if tokens[number + 1].word == "NAMED" else 2
            yield from tokens[number : number + length]


def _require_apart(scan: Scan) -> None:
    """Make sure that no keyword runs into what follows it. Raises QueryRefused."""
    pairs = zip(scan.tokens, scan.tokens[1:], strict=False)
    names = {two.text.partition(":")[0] for one, two in pairs if one.word == "PREFIX"}
    for token in scan.tokens:
        if _runs_on(token, names):
            line, column = place(scan.text, token.start)
            raise QueryRefused(
                f"Line {line}, column {column}: “{token.text}” can be read in two ways.",
                hint="Put a space after the keyword: SERVICE is called where that is clear.",
            )


def _runs_on(token: Token, prefixes: set[str]) -> bool:
    """Say whether a terminal is more than one for the engine: a keyword and something more."""
    if token.kind is Kind.NAME:
        prefix = token.text.partition(":")[0]
        return prefix not in prefixes and prefix.upper().startswith(_APART)
    return token.word.startswith(_APART) and token.word not in _APART


def _require_all(scan: Scan, pattern: Pattern) -> None:
    """Make sure that each SERVICE was found, and none in LATERAL. Raises QueryRefused.

    The engine takes no VALUES there for variables that have values before, and so no solutions.
    """
    found = {token for call in pattern.where.calls() for token in call.tokens}
    for token in scan.tokens:
        if token.word == "SERVICE" and token not in found:
            raise _misplaced(scan, token)
    for call in _in_lateral(pattern.where):
        raise _refused(scan, call.tokens[0], "LATERAL", "Join it: what is known is sent with it.")


def _in_lateral(group: Group) -> Iterator[Element]:
    for element in group.elements:
        for inner in element.groups if element.form is not Form.SERVICE else ():
            yield from inner.calls() if element.form is Form.LATERAL else _in_lateral(inner)


def _misplaced(scan: Scan, token: Token) -> QueryRefused:
    where = "an expression of SELECT, GROUP BY, HAVING or ORDER BY"
    return _refused(scan, token, where, "Call it in the WHERE clause.")


def _refused(scan: Scan, token: Token, where: str, hint: str) -> QueryRefused:
    line, column = place(scan.text, token.start)
    return QueryRefused(
        f"Line {line}, column {column}: SERVICE is not called from here in {where}.", hint=hint
    )


class _Reader:
    """Reads groups from terminals; each method returns what it read and what follows it."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self._tokens = tokens

    def group(self, start: int) -> tuple[Group, int]:
        """Read a group, which may be a sub-query, from its opening brace."""
        if self._tokens[start + 1].word == "SELECT":
            return self._query(start)
        elements: list[Element] = []
        at = start + 1
        while self._tokens[at].text != "}":
            if self._tokens[at].text == ".":
                at += 1
                continue
            element, at = self._element(at)
            elements.append(element)
        return Group(self._tokens[start : at + 1], tuple(elements)), at + 1

    def _query(self, start: int) -> tuple[Group, int]:
        opening = _where(self._tokens, start + 1)
        where, after = self.group(opening)
        end = _past(self._tokens, start)
        outside = self._tokens[start + 1 : opening] + self._tokens[after : end - 1]
        return Group(self._tokens[start:end], where.elements, outside), end

    def _element(self, at: int) -> tuple[Element, int]:
        token = self._tokens[at]
        if token.text == "{":
            return self._groups(at)
        if token.word in _NESTED:
            return self._nested(_NESTED[token.word], at)
        if token.word in _NAMED:
            return self._named(_NAMED[token.word], at)
        if token.word in _CONSTRAINING:
            return self._constraint(_CONSTRAINING[token.word], at)
        if token.word == "VALUES":
            return self._values(at)
        return self._triples(at)

    def _groups(self, start: int) -> tuple[Element, int]:
        first, at = self.group(start)
        groups = [first]
        while self._tokens[at].word == "UNION":
            other, at = self.group(at + 1)
            groups.append(other)
        return self._made(Form.GROUP, start, at, *groups), at

    def _nested(self, form: Form, start: int) -> tuple[Element, int]:
        group, at = self.group(start + 1)
        return self._made(form, start, at, group), at

    def _named(self, form: Form, start: int) -> tuple[Element, int]:
        silent = self._tokens[start + 1].word == "SILENT"
        name = self._tokens[start + 1 + silent]
        group, at = self.group(start + 2 + silent)
        return Element(form, self._tokens[start:at], (group,), name, silent), at

    def _constraint(self, form: Form, start: int) -> tuple[Element, int]:
        """Read FILTER or BIND: to the end of the brackets, or of the group of EXISTS."""
        at = start + 1
        while self._tokens[at].text not in {"(", "{"}:
            at += 1
        end = _past(self._tokens, at)
        return self._made(form, start, end, *self._groups_within(at, end)), end

    def _groups_within(self, at: int, end: int) -> Iterator[Group]:
        """Yield the groups of EXISTS in an expression."""
        while at < end:
            if self._tokens[at].text == "{":
                group, at = self.group(at)
                yield group
            else:
                at += 1

    def _values(self, start: int) -> tuple[Element, int]:
        at = start
        while self._tokens[at].text != "{":
            at += 1
        end = _past(self._tokens, at)
        return self._made(Form.VALUES, start, end), end

    def _triples(self, start: int) -> tuple[Element, int]:
        """Read the triples of one subject, up to a full stop or what can't be part of them."""
        at = start
        while True:
            token = self._tokens[at]
            if token.text in {"{", "}", "."} or token.word in _WORDS:
                return self._made(Form.TRIPLES, start, at), at
            at = _past(self._tokens, at) if token.text in _OPENING else at + 1

    def _made(self, form: Form, start: int, end: int, *groups: Group) -> Element:
        return Element(form, self._tokens[start:end], groups)
