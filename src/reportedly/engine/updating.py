"""Prepares updates for Oxigraph: puts the dataset of the request in, and takes LOAD out.

Oxigraph fetches what LOAD names, and has no switch for it. Here a load fails like one whose server
doesn't answer: LOAD SILENT does nothing, any other refuses the update.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import pairwise
from typing import Final

from pyoxigraph import Store

from reportedly.engine.evaluation import graph_name
from reportedly.engine.explanation import explain
from reportedly.engine.layout import lay_out
from reportedly.engine.port import Update
from reportedly.errors import (
    GraphExists,
    GraphMissing,
    QueryError,
    QueryRefused,
    ReportedlyError,
    RequestError,
    StoreError,
)
from reportedly.tokens import Kind, Scan, Token, place, scan

Tokens = list[Token]

_IMPOSSIBLE: Final = "DROP GRAPH <reportedly:nothing> ; "
_AFTER: Final = {"PREFIX": 3, "BASE": 2}
"""How many terminals the declarations before an operation have."""
_REFERENCE: Final = {Kind.IRI, Kind.NAME}


def arrange(update: Update) -> str:
    """Return the text of an update, laid out for the engine.

    Raises QueryRefused if it loads, RequestError if both it and the request name a dataset, and
    QuerySyntaxError.
    """
    terminals = _terminals(update)
    using = list(_using(update))
    tokens: Tokens = []
    for operation, end in _operations(terminals.tokens):
        tokens += _without_silent_load(_with_dataset(operation, using)) + end
    call = next(_loads(tokens), None)
    if call:
        _check_syntax(terminals, update.base)
        line, column = place(terminals.text, call.start)
        raise QueryRefused(
            f"Line {line}, column {column}: LOAD is refused, as “{call.text}” can be read.",
            hint="Nothing is fetched here: send the content itself, with PUT or POST to /graphs.",
        )
    return lay_out(tokens)


def explanation(update: Update) -> ReportedlyError:
    """Return the error of an update that Oxigraph can't read."""
    terminals = _terminals(update)
    return explain(terminals, _reader(terminals, update.base))


def failure(error: Exception) -> ReportedlyError:
    """Return the error of an update that Oxigraph could read, but not do."""
    reason = str(error)
    if "does not exist" in reason:
        return GraphMissing(f"{reason}.", hint="With SILENT this is no error.")
    if "already exists" in reason:
        return GraphExists(f"{reason}.", hint="With SILENT this is no error.")
    if "is not supported" in reason:
        return QueryError(f"The engine gave up: {reason}.")
    return StoreError(f"The store can’t take a change: {reason}.")


def _check_syntax(terminals: Scan, base: str) -> None:
    try:
        _reader(terminals, base)(lay_out(terminals.tokens))
    except SyntaxError as error:
        raise explain(terminals, _reader(terminals, base)) from error


def _reader(terminals: Scan, base: str) -> Callable[[str], None]:
    """Return what has Oxigraph read an update, laid out by lines, and raises SyntaxError.

    Nothing of it is done, since the operation that is put first is impossible.
    """
    first = _verb(terminals.tokens) + 1

    def read(text: str) -> None:
        lines = text.split("\n")
        tampered = [*lines[:first], _IMPOSSIBLE + "".join(lines[first : first + 1])]
        with suppress(RuntimeError):
            Store().update("\n".join([*tampered, *lines[first + 1 :]]), base_iri=base or None)

    return read


def _operations(tokens: Tokens) -> Iterator[tuple[Tokens, Tokens]]:
    """Split an update at the semicolons outside of all braces, which come with what they end."""
    operation: Tokens = []
    for token, depth in _with_depth(tokens):
        if token.text == ";" and depth == 0:
            yield operation, [token]
            operation = []
        else:
            operation.append(token)
    yield operation, []


def _terminals(update: Update) -> Scan:
    """Return the terminals of an update, its declarations first if they mean the same there.

    Oxigraph 0.5 reads no PREFIX after a semicolon.
    """
    text, tokens = scan(update.text)
    first, *others = (operation[: _verb(operation)] for operation, _ in _operations(tokens))
    later = [token for declarations in others for token in declarations]
    if not later or not _agree([*first, *later], later):
        return Scan(text, tokens)
    rest = tokens[len(first) :]
    moved = set(later)
    return Scan(text, [*first, *later, *(token for token in rest if token not in moved)])


def _agree(declarations: Tokens, later: Tokens) -> bool:
    """Say whether no prefix is declared twice, with different IRIs, and BASE stays the same."""
    if any(token.word == "BASE" for token in later):
        return False
    pairs = pairwise(declarations)
    declared = {(name.text, iri.text) for name, iri in pairs if name.kind is Kind.NAME}
    return len(declared) == len(dict(declared))


def _with_depth(tokens: Tokens) -> Iterator[tuple[Token, int]]:
    """Return each terminal with the number of braces that are open after it."""
    depth = 0
    for token in tokens:
        depth += (token.text == "{") - (token.text == "}")
        yield token, depth


def _verb(operation: Tokens) -> int:
    """Return where an operation starts, after PREFIX and BASE."""
    start = 0
    while start < len(operation) and operation[start].word in _AFTER:
        start += _AFTER[operation[start].word]
    return start


def _using(update: Update) -> Iterator[Token]:
    for words, graphs in (("USING", update.default_graphs), ("USING NAMED", update.named_graphs)):
        for graph in graphs:
            yield from scan(f"{words} {graph_name(graph)}").tokens


def _with_dataset(operation: Tokens, using: Tokens) -> Tokens:
    """Put USING clauses before WHERE; see https://www.w3.org/TR/sparql11-protocol/#update-dataset.

    DELETE WHERE, which can't have them, is written out.
    """
    outside = {
        token.word: n for n, (token, depth) in enumerate(_with_depth(operation)) if not depth
    }
    if not using or not outside.keys() & {"WHERE", "WITH", "USING"}:
        return operation
    if outside.keys() & {"WITH", "USING"}:
        raise RequestError(
            "Both the update and the request say which graphs WHERE is about.",
            hint="Leave out WITH and USING, or using-graph-uri and using-named-graph-uri.",
        )
    where = outside["WHERE"]
    short = operation[where - 1].word == "DELETE"
    template = operation[where + 1 :] if short else []
    return [*operation[:where], *template, *using, *operation[where:]]


def _without_silent_load(operation: Tokens) -> Tokens:
    """Write LOAD SILENT as additions of graphs to themselves, which check its names, no more.

    See https://www.w3.org/TR/sparql11-update/#load.
    """
    start = _verb(operation)
    words = [token.word for token in operation[start:]]
    names = [token for token in operation[start:] if token.kind in _REFERENCE]
    if words == ["LOAD", "SILENT", ""] and len(names) == 1:
        return [*operation[:start], *_addition(names[0])]
    if words == ["LOAD", "SILENT", "", "INTO", "GRAPH", ""] and len(names) == 2:
        return [*operation[:start], *_addition(names[0]), _sign(";"), *_addition(names[1])]
    return operation


def _addition(graph: Token) -> Tokens:
    return [*scan("ADD SILENT").tokens, graph, *scan("TO").tokens, graph]


def _sign(text: str) -> Token:
    return Token(Kind.SIGN, text, 0)


def _loads(tokens: Tokens) -> Iterator[Token]:
    """Return what is, or can be read as, the start of `LOAD SILENT? IRI`.

    Oxigraph takes keywords without a space after them. A name such as `load:x` can be read so
    where an operation can start: outside all braces, first of all, after a semicolon or after the
    IRI of a PREFIX or BASE.
    """
    before = ";"
    for token, depth in _with_depth(tokens):
        starts = depth == 0 and (before == ";" or before.startswith("<"))
        named = token.kind is Kind.NAME and "LOAD" in token.text.upper()
        if "LOAD" in token.word or (named and starts):
            yield token
        before = token.text
