"""Writes parts of a query anew, with what was found in the places of calls."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from reportedly.engine.port import NODE
from reportedly.federation.queries.pattern import Element
from reportedly.federation.solutions import Solutions, Term
from reportedly.tokens import Token

Places = Mapping[Element, str]
"""What stands in the place of each call that was answered."""

_HIDDEN: Final = "_reportedly_node"
"""The end of the name of a variable that stands for one with blank nodes."""


def write(tokens: Iterable[Token], places: Places) -> str:
    """Write terminals so that any processor reads the same ones, and calls as they were answered.

    There is a space between any two, but none before a bracket: some want a function to touch it.
    """
    starts = {call.tokens[0].start: (call.tokens[-1].start, text) for call, text in places.items()}
    return "".join(_pieces(tokens, starts)).lstrip()


def _pieces(tokens: Iterable[Token], starts: Mapping[int, tuple[int, str]]) -> Iterator[str]:
    end = -1
    before = ""
    for token in tokens:
        if token.start <= end:
            continue
        if token.start in starts:
            end, text = starts[token.start]
            yield f" {text}"
        else:
            yield token.text if token.text == "(" and before != "<<" else f" {token.text}"
        before = token.text


def values(variables: Sequence[str], rows: str) -> str:
    """Write VALUES."""
    return f"VALUES ({' '.join(f'?{name}' for name in variables)}) {{ {rows} }}"


def written(rows: Iterable[Sequence[Term]]) -> str:
    """Write solutions as rows of VALUES; blank nodes by their labels, for `inline`."""
    return " ".join(f"({' '.join(map(_written, row))})" for row in rows)


def inline(solutions: Solutions, rows: str) -> str:
    """Write solutions as a part of a group; `rows` stands for what `written` makes of them.

    Blank nodes are made by a function, of what stands for them in VALUES.
    """
    blank = _blank(solutions)
    if not blank:
        return values(solutions.variables, rows)
    hidden = [f"{name}{_HIDDEN}" if name in blank else name for name in solutions.variables]
    names = " ".join(f"?{name}" for name in solutions.variables)
    made = " ".join(f"BIND(<{NODE}>(?{name}{_HIDDEN}) AS ?{name})" for name in sorted(blank))
    return f"{{ SELECT {names} {{ {values(hidden, rows)} {made} }} }}"


def _blank(solutions: Solutions) -> set[str]:
    """Return the variables that have blank nodes."""
    return {
        name
        for row in solutions.rows
        for name, term in zip(solutions.variables, row, strict=True)
        if term and term.startswith("_:")
    }


def _written(term: Term) -> str:
    if term is None:
        return "UNDEF"
    return f'"{term[2:]}"^^<{NODE}>' if term.startswith("_:") else term
