"""Writes parts of a query anew, with what was found in the places of calls."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from reportedly.federation.pattern import Element
from reportedly.federation.solutions import Solutions, Term
from reportedly.tokens import Token

Places = Mapping[Element, str]
"""What stands in the place of each call that was answered."""

NODE: Final = "urn:reportedly:node"
"""The function of the engine that makes blank nodes, and the datatype of their labels."""


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


def values(variables: Sequence[str], rows: Iterable[Sequence[Term]]) -> str:
    """Write solutions without blank nodes as VALUES."""
    names = " ".join(f"?{name}" for name in variables)
    written = " ".join(f"({' '.join(term or 'UNDEF' for term in row)})" for row in rows)
    return f"VALUES ({names}) {{ {written} }}"


def inline(solutions: Solutions) -> str:
    """Write solutions as a part of a group; their blank nodes are made by a function."""
    columns = list(zip(*solutions.rows, strict=True))
    blank = {
        name
        for name, column in zip(solutions.variables, columns, strict=False)
        if any(term and term.startswith("_:") for term in column)
    }
    if not blank:
        return values(solutions.variables, solutions.rows)
    hidden = [f"{name}_{NODE[-4:]}" if name in blank else name for name in solutions.variables]
    rows = ([_labelled(term) for term in row] for row in solutions.rows)
    names = " ".join(f"?{name}" for name in solutions.variables)
    made = " ".join(f"BIND(<{NODE}>(?{name}_{NODE[-4:]}) AS ?{name})" for name in sorted(blank))
    return f"{{ SELECT {names} {{ {values(hidden, rows)} {made} }} }}"


def _labelled(term: Term) -> Term:
    blank = term is not None and term.startswith("_:")
    return f'"{term[2:]}"^^<{NODE}>' if term and blank else term
