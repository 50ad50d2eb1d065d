"""Whether results say the same, whatever the names of blank nodes and the order of solutions."""

from collections import Counter
from collections.abc import Sequence

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset

from .nodes import Term
from .results import Results, Row, Table

Pairs = dict[Term, Term]


def difference(expected: Results, actual: Results, *, ordered: bool = False) -> str:
    """Describe how results differ from those expected; an empty text means that they don't.

    Solutions are compared in their order only if they are `ordered`.
    """
    if isinstance(expected, Table) and isinstance(actual, Table):
        return _between_tables(expected, actual, ordered=ordered)
    if isinstance(expected, Dataset) and isinstance(actual, Dataset):
        return _lines(_canonical(expected), _canonical(actual))
    return "" if expected is actual else f"expected {expected}, got {actual}"


def _between_tables(expected: Table, actual: Table, *, ordered: bool) -> str:
    if expected.variables != actual.variables:
        return f"expected the variables {expected.variables}, got {actual.variables}"
    same = _same_in_order if ordered else _same_in_any_order
    if same(expected.rows, actual.rows):
        return ""
    found = _lines(_texts(expected.rows), _texts(actual.rows))
    return found or "the same solutions in another order, or with other blank nodes"


def _same_in_order(expected: Sequence[Row], actual: Sequence[Row]) -> bool:
    if len(expected) != len(actual):
        return False
    pairs: Pairs | None = {}
    for one, other in zip(expected, actual, strict=True):
        pairs = None if pairs is None else _pair(one, other, pairs)
    return pairs is not None


def _same_in_any_order(expected: Sequence[Row], actual: Sequence[Row]) -> bool:
    """Compare the rows without blank nodes as they are, then search a match for the others."""
    (one, loose), (other, candidates) = _split(expected), _split(actual)
    return one == other and len(loose) == len(candidates) and _match(loose, candidates, {})


def _split(rows: Sequence[Row]) -> tuple[Counter[Row], list[Row]]:
    loose = [row for row in rows if any(isinstance(term, BlankNode) for term in row)]
    return Counter(rows) - Counter(loose), loose


def _match(expected: Sequence[Row], candidates: Sequence[Row], pairs: Pairs) -> bool:
    """Whether each expected row has a candidate of its own, under one renaming of blank nodes."""
    if not expected:
        return True
    for position, candidate in enumerate(candidates):
        extended = _pair(expected[0], candidate, pairs)
        rest = [*candidates[:position], *candidates[position + 1 :]]
        if extended is not None and _match(expected[1:], rest, extended):
            return True
    return False


def _pair(one: Row, other: Row, pairs: Pairs) -> Pairs | None:
    """Extend a renaming of blank nodes so that it makes two rows equal; None if it can't."""
    pairs = dict(pairs)
    for term, candidate in zip(one, other, strict=True):
        if not (isinstance(term, BlankNode) and isinstance(candidate, BlankNode)):
            if term != candidate:
                return None
        elif pairs.setdefault(term, candidate) != candidate:
            return None
    return pairs if len(set(pairs.values())) == len(pairs) else None


def _canonical(quads: Dataset) -> list[str]:
    copy = Dataset(quads)
    copy.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return sorted(map(str, copy))


def _texts(rows: Sequence[Row]) -> list[str]:
    """Write rows without the names of blank nodes."""
    return [
        " ".join("_:" if isinstance(term, BlankNode) else str(term) for term in row) for row in rows
    ]


def _lines(expected: Sequence[str], actual: Sequence[str]) -> str:
    """List the lines that are on one side only."""
    missing, surplus = Counter(expected) - Counter(actual), Counter(actual) - Counter(expected)
    return "\n".join(
        [f"missing: {line}" for line in missing.elements()]
        + [f"surplus: {line}" for line in surplus.elements()]
    )
