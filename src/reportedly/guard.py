"""Refuses what reaches out or could bring an engine down, before an engine sees it.

Oxigraph has SERVICE on, without a switch, and it reaches every address that this machine reaches.
Its parser and its evaluation are recursive, and a query that overflows the stack ends the process.
What is checked are the terminals, so that a word in a comment, a string or an IRI is not taken for
a call, and none is hidden there. Queries are checked where they are evaluated, after they have
been scanned: in a worker, whose time is limited.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from reportedly.engine.port import NOBODY, Answer, Caller, Engine, Query, Update
from reportedly.errors import QueryRefused, QueryTooComplex
from reportedly.tokens import Kind, Scan, Token, place, scan

DEEPEST: Final = 100
"""How many brackets may be open at once, counting signs such as `!` before an expression too.

With 8 MiB of stack Oxigraph 0.5.13 bears 400 of the most expensive kind and dies before 1,000.
"""
LONGEST: Final = 2000
"""How many keywords, operators and triples a query may have, and terms a list.

3,000 BIND or 8,000 triples end the process.
"""

_OPENING: Final = {"(", "{", "[", "{|", "<<", "<<("}
_CLOSING: Final = {")", "}", "]", "|}", ">>", ")>>"}
_SIGNS: Final = {"!", "+", "-", "^"}
_OPERATORS: Final = _SIGNS | {"||", "&&", "|", "/", "*", "?", "=", "!=", "<", ">", "<=", ">="}
_SEPARATORS: Final = {".", ";", ","}
_VALUES: Final = {"A", "TRUE", "FALSE", "UNDEF"}
_NAMES: Final = {Kind.IRI, Kind.NAME, Kind.VARIABLE}
_BEFORE_GRAPH: Final = {"GRAPH", "FROM", "NAMED", "SERVICE", "SILENT"}

_NO_PEERS: Final = "No other dataset is called from here, unless --federate names it."
_NO_UPDATES: Final = "Updates call no other dataset. Ask it in a query, and send what it answers."


def answer(engine: Engine, query: Query, caller: Caller = NOBODY) -> Answer:
    """Answer a query of a stranger.

    Raises QueryRefused if it calls SERVICE, nests too deep or is too long, and whatever
    `Engine.evaluate` raises.
    """
    return engine.evaluate(replace(query, guarded=True), caller)


def update(engine: Engine, update: Update) -> None:
    """Do an update of a stranger. Raises what `check_update` and `Engine.update` do."""
    check_update(update.text)
    engine.update(update)


def check_query(text: str) -> None:
    """Let a query pass.

    Raises QueryRefused if it must not, and QuerySyntaxError if it can't be read.
    """
    check(scan(text))


def check(terminals: Scan, *, calls: bool = False) -> None:
    """Let a query pass that was scanned before; with `calls` also one that calls SERVICE.

    A call must stand apart even then: `SERVICESILENT` is no word that others would know for one.
    Raises QueryRefused or QueryTooComplex.
    """
    if "SERVICE" in terminals.text.upper():
        found = _service_calls(terminals.tokens)
        refused = (call for call in found if not calls or call.word != "SERVICE")
        _refuse(terminals, refused, _NO_PEERS)
    if len(terminals.tokens) > DEEPEST:
        _check_size(terminals.tokens)


def check_update(text: str) -> None:
    """Let an update pass, as `check_query` does a query; it may have much data.

    LOAD is left to the engine, which refuses it once it has seen that the syntax is right.
    """
    terminals = scan(text)
    _refuse(terminals, _service_calls(terminals.tokens), _NO_UPDATES)
    _check_size([token for token in terminals.tokens if token.text not in _SEPARATORS])


def _refuse(terminals: Scan, calls: Iterator[Token], hint: str) -> None:
    for call in calls:
        line, column = place(terminals.text, call.start)
        is_name = call.kind is Kind.NAME
        read = "" if call.word == "SERVICE" else f", as “{call.text}” can be read"
        raise QueryRefused(
            f"Line {line}, column {column}: SERVICE is refused{read}.",
            hint="If this is a name, write it as an IRI in full." if is_name else hint,
        )


def _service_calls(tokens: list[Token]) -> Iterator[Token]:
    """Return what is, or can be read as, the start of `SERVICE SILENT? (IRI | variable) {`.

    Oxigraph takes keywords without a space after them: `SERVICE:x {` is a call, too, where the
    prefix `SERVICE:` is not declared, and so is `x:SERVICE ?y {` where `x:SERVICE` is no IRI.
    """
    for number, token in enumerate(tokens):
        if "SERVICE" in token.word or (
            token.kind is Kind.NAME
            and "SERVICE" in token.text.upper()
            and tokens[number - 1].word not in _BEFORE_GRAPH
            and _opens_group(tokens[number + 1 : number + 4])
        ):
            yield token


def _opens_group(following: list[Token]) -> bool:
    """Say whether a group follows, perhaps after SILENT, an IRI or a variable."""
    for token in following:
        if token.text == "{":
            return True
        if token.word != "SILENT" and token.kind not in _NAMES:
            return False
    return False


def _check_size(tokens: list[Token]) -> None:
    """Count what makes a parser or an evaluation recurse, in one pass."""
    opened: list[str] = []
    signs = steps = row = deepest = longest_row = 0
    for kind, text, _ in tokens:
        if text in _OPENING:
            opened.append(text)
        elif text in _CLOSING and opened:
            opened.pop()
        in_row = bool(opened) and opened[-1] == "("
        signs = signs + 1 if text in _SIGNS else 0
        row = row + 1 if in_row and kind is not Kind.SIGN and kind is not Kind.WORD else 0
        deepest, longest_row = max(deepest, len(opened) + signs), max(longest_row, row)
        steps += _is_step(kind, text, in_row)
    _check_limits(deepest, max(steps, longest_row))


def _is_step(kind: Kind, text: str, in_row: bool) -> bool:
    """Say whether a terminal makes the expression or pattern in which it stands longer."""
    if kind is Kind.SIGN:
        return text in _OPERATORS or (text in _SEPARATORS and not in_row)
    if kind is Kind.WORD:
        return text.upper() not in _VALUES
    return kind is Kind.NUMBER and text[0] in "+-"


def _check_limits(depth: int, length: int) -> None:
    if depth > DEEPEST:
        raise QueryTooComplex(
            f"The query has more than {DEEPEST} brackets or signs inside each other.",
            hint="Take away the brackets that are not needed, or ask in several queries.",
        )
    if length > LONGEST:
        raise QueryTooComplex(
            f"The query has more than {LONGEST} keywords, operators and triples.",
            hint="Write lists of values with VALUES or IN, or ask in several queries.",
        )
