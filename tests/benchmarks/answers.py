"""Whether two answers say the same, whatever the order of rows and the way a value is written."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from io import StringIO
from itertools import islice

from pyoxigraph import (
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    parse,
    parse_query_results,
)

from .client import Failed, Response
from .questions import CSV

Row = tuple[str, ...]
Answer = Counter[Row]
"""How often each row is there; of a graph the triples are the rows."""


def read(response: Response) -> Answer:
    """Read an answer. Raises Failed if it is not what its media type says."""
    try:
        return Counter(_rows(response))
    except (SyntaxError, ValueError) as error:
        raise Failed(f"not {response.media_type}: {error}") from error


def difference(expected: Answer, actual: Answer) -> str:
    """Say how an answer differs, with an example; nothing if it does not."""
    missing, surplus = expected - actual, actual - expected
    if not (missing or surplus):
        return ""
    counts = f"{missing.total()} rows missing, {surplus.total()} more"
    one = next(iter(missing), ())
    other = max(islice(surplus, 1000), key=lambda row: len({*row} & {*one}), default=())
    return f"{counts}, such as {_without(other, one)} for {_without(one, other)}"


def _without(row: Row, other: Row) -> str:
    """Write the cells that another row has not."""
    cells = [cell for cell in row if cell not in other]
    return " | ".join(cells)[:120] or "nothing"


def _rows(response: Response) -> Iterable[Row]:
    if response.media_type == CSV:
        return _csv(response.body.decode())
    if form := QueryResultsFormat.from_media_type(response.media_type):
        return _solutions(response.body, form)
    return _triples(response)


def _csv(text: str) -> Iterator[Row]:
    return islice(map(tuple, csv.reader(StringIO(text, newline=""))), 1, None)


def _solutions(body: bytes, form: QueryResultsFormat) -> Iterator[Row]:
    results = parse_query_results(body, form)
    if isinstance(results, QueryBoolean):
        yield (str(bool(results)).lower(),)
        return
    names = [variable.value for variable in results.variables]
    for solution in results:
        bound = zip(names, solution, strict=True)
        yield tuple(sorted(f"{name}={_text(term)}" for name, term in bound if term is not None))


def _triples(response: Response) -> Iterator[Row]:
    form = RdfFormat.from_media_type(response.media_type)
    if form is None:
        raise ValueError("neither a table nor a graph")
    for triple in set(parse(response.body, form)):
        yield _text(triple.subject), _text(triple.predicate), _text(triple.object)


def _text(term: object) -> str:
    """Write a term by its value; what GROUP_CONCAT lists has no order of its own."""
    if not isinstance(term, Literal):
        return str(term)
    written = "; ".join(sorted(term.value.split("; ")))
    if term.language:
        return f"{written}@{term.language.lower()}"
    return _number(written) or written


def _number(written: str) -> str:
    try:
        return f"{Decimal(written).normalize():f}"
    except InvalidOperation:
        return ""
