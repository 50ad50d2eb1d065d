"""What a peer has answered: solutions, whose terms are written as in SPARQL.

Results are read in JSON, XML and TSV: https://www.w3.org/TR/sparql11-overview/#sparql11-results.
They are a stranger’s. The parser follows triple terms downwards, and the process would not outlive
deep ones, so that none are read here; it takes some XML that was cut off; and it compares each
variable with all others, while nothing else is done, so that many would hold up everybody.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from reportedly import media

Term = str | None
"""A term as SPARQL has it, such as `<https://example.org/a>` or `"one"@en`; None is unbound.

A blank node is `_:` and a label, which means the same node within one answer only.
"""

MOST_ROWS: Final = 100_000
"""How many solutions an answer may have."""
_MOST_CELLS: Final = 1_000_000
"""How many terms and gaps an answer may have."""
_DEEPEST: Final = 32
"""How deeply objects and arrays may be nested in JSON; results need 5 levels."""
_MOST_VARIABLES: Final = 1_000
"""How many variables an answer may have, or strings each array of JSON."""
_MOST_ARRAYS: Final = 8
"""How many arrays JSON may have; results need 3."""
_NO_MARKS: Final = bytes(sorted(set(range(256)) - set(b'{}[]"')))
_JSON_WIDE: Final = re.compile(rb'\[\s*(?:"[^"]*"\s*,\s*){%d}' % _MOST_VARIABLES)
_XML_VARIABLE: Final = re.compile(rb"<(?:[^\s<>/]*:)?variable[\s/>]")
_XML_TRIPLE: Final = re.compile(rb"<(?:[^\s<>/]*:)?triple[\s/>]")
_XML_END: Final = re.compile(rb"</(?:[^\s<>/]*:)?sparql\s*>\s*\Z")
_TSV_TRIPLE: Final = re.compile(rb"(?:^|[\t\n\r])[ \f\v]*<<")


@dataclass(frozen=True)
class Solutions:
    """The variables of an answer, without question marks, and for each solution a term of each."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term, ...], ...]


class Unreadable(ValueError):
    """What is no solutions of a query, or is not safe to be read."""


class TooMany(ValueError):
    """An answer of more solutions, or of more variables and solutions, than are read."""


def read(body: bytes, media_type: str) -> Solutions:
    """Return the solutions in an answer of one of `MEDIA_TYPES`. Raises Unreadable and TooMany."""
    results, is_safe = _READ[media_type]
    found = _parsed(body, results) if is_safe(body) else Unreadable()
    if isinstance(found, Solutions):
        return found
    raise found


def _parsed(body: bytes, results: ox.QueryResultsFormat) -> Solutions | Unreadable | TooMany:
    """Return the solutions, or an error that has never been raised.

    One that has been raised holds on to the parser, which must end on this thread.
    """
    try:
        found = ox.parse_query_results(body, format=results)
        if isinstance(found, ox.QuerySolutions):
            variables = tuple(variable.value for variable in found.variables)
            return Solutions(variables, _rows(found, len(variables)))
    except TooMany:
        return TooMany()
    except (ValueError, TypeError, SyntaxError):
        pass
    return Unreadable()


def _rows(found: ox.QuerySolutions, width: int) -> tuple[tuple[Term, ...], ...]:
    most = min(MOST_ROWS, _MOST_CELLS // max(width, 1))
    rows: list[tuple[Term, ...]] = []
    nodes: dict[str, str] = {}
    for solution in found:
        if len(rows) == most:
            raise TooMany
        rows.append(tuple(_term(solution[index], nodes) for index in range(width)))
    return tuple(rows)


def _term(value: object, nodes: dict[str, str]) -> Term:
    """Return a term as it is written; blank nodes get labels of our own, in order."""
    if isinstance(value, ox.Triple):
        raise TypeError("There is a triple term.")
    if isinstance(value, ox.BlankNode):
        return nodes.setdefault(value.value, f"_:b{len(nodes)}")
    return None if value is None else str(value)


def _is_flat(body: bytes) -> bool:
    """Say whether JSON is nested no deeper than results are: whether its brackets soon cancel.

    Neither has it many arrays, nor long ones of strings, as those of the variables’ names are.
    """
    bare = body.replace(b"\\\\", b"").replace(b'\\"', b"")
    quoted = bare.translate(None, _NO_MARKS).replace(b'""', b"")
    marks = b"".join(quoted.split(b'"')[::2])
    if marks.count(b"[") > _MOST_ARRAYS or _JSON_WIDE.search(body):
        return False
    for _ in range(_DEEPEST):
        marks = marks.replace(b"{}", b"").replace(b"[]", b"")
    return not marks


def _is_whole(body: bytes) -> bool:
    """Say whether XML has its end, no triple terms, and no more variables than are read."""
    return (
        bool(_XML_END.search(body, max(0, len(body) - 1_000)))
        and not _XML_TRIPLE.search(body)
        and len(_XML_VARIABLE.findall(body)) <= _MOST_VARIABLES
    )


def _is_plain(body: bytes) -> bool:
    """Say whether TSV has no triple terms, and no more variables than are read."""
    width = body.partition(b"\n")[0].count(b"\t") + 1
    return width <= _MOST_VARIABLES and not _TSV_TRIPLE.search(body)


_READ: Final[Mapping[str, tuple[ox.QueryResultsFormat, Callable[[bytes], bool]]]] = {
    **dict.fromkeys(media.JSON.media_types, (ox.QueryResultsFormat.JSON, _is_flat)),
    **dict.fromkeys(media.XML.media_types, (ox.QueryResultsFormat.XML, _is_whole)),
    **dict.fromkeys(media.TSV.media_types, (ox.QueryResultsFormat.TSV, _is_plain)),
}
"""For each media type its format, and whether a body is safe to be given to the parser."""

MEDIA_TYPES: Final = frozenset(_READ)
"""Those that are read."""
ACCEPT: Final = (
    f"{media.JSON.media_type}, {media.XML.media_type};q=0.8, {media.TSV.media_type};q=0.5"
)
"""What a peer is asked for."""
