"""Lays marks over a text: one inside the other where they nest, in parts where they cross.

Positions alone decide what is drawn where, so the same drawing serves a text that is only chosen
in the browser.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from heapq import heapify, heappop, heappush
from typing import Final

DEEPEST: Final = 8
"""How many marks may lie one inside the other; more could not be told apart."""


@dataclass(frozen=True)
class Mark:
    """A stretch of a text that means something: code points from 0, the end exclusive.

    `kind` is a class for how it is drawn; of those that stand at one place the one with the lower
    `rank` lies outside, and those of rank 0 have lines below them. `name` is shown at the first
    part if there is one, `target` is the IRI that it leads to; `title` says more. `iri` is that of
    the passage, or empty.
    """

    start: int
    end: int
    kind: str
    rank: int = 0
    name: str = ""
    target: str = ""
    title: str = ""
    iri: str = ""


@dataclass(frozen=True)
class Piece:
    """A stretch of text without anything inside."""

    start: int
    end: int


@dataclass(frozen=True)
class Part:
    """A mark, or one part of it; `first` and `last` say whether it begins and ends here.

    `inside` covers it without a gap; `height` counts the lines below it, its own and those of what
    lies in it.
    """

    mark: Mark
    start: int
    end: int
    first: bool
    last: bool
    inside: tuple["Part | Piece", ...]
    height: int


@dataclass(order=True)
class _Open:
    """What is still to be laid out of a mark, in the order of laying out."""

    start: int
    longest: int
    rank: int
    number: int
    mark: Mark = field(compare=False)

    @property
    def end(self) -> int:
        return -self.longest


@dataclass(frozen=True)
class Drawing:
    """The parts of a text; `left` are the marks that lie too deep to be drawn whole."""

    parts: tuple[Part | Piece, ...]
    left: tuple[Mark, ...]


def draw(start: int, end: int, marks: Iterable[Mark]) -> Drawing:
    """Lay marks over a stretch of a text. Together the pieces are that stretch, each once.

    A mark that crosses the end of another one is cut there; the longer one lies outside. What
    reaches beyond the stretch is cut off, and what is empty or outside is passed over.
    """
    pending = [
        _Open(max(mark.start, start), -min(mark.end, end), mark.rank, number, mark)
        for number, mark in enumerate(marks)
        if max(mark.start, start) < min(mark.end, end)
    ]
    heapify(pending)
    left: dict[Mark, None] = {}
    parts = _fill(pending, start, end, 0, left)
    return Drawing(parts, tuple(left))


def _fill(
    pending: list[_Open], start: int, end: int, depth: int, left: dict[Mark, None]
) -> tuple[Part | Piece, ...]:
    """Lay out what begins before `end`; what reaches beyond it waits for the next part."""
    parts: list[Part | Piece] = []
    while pending and pending[0].start < end:
        each = heappop(pending)
        if each.end > end:
            heappush(pending, replace(each, start=end))
        if depth == DEEPEST:
            left[each.mark] = None
            continue
        parts += [Piece(start, each.start)] if start < each.start else []
        part = _part(pending, each, min(each.end, end), depth, left)
        parts.append(part)
        start = part.end
    parts += [Piece(start, end)] if start < end else []
    return tuple(parts)


def _part(pending: list[_Open], each: _Open, end: int, depth: int, left: dict[Mark, None]) -> Part:
    inside = _fill(pending, each.start, end, depth + 1, left)
    height = max((part.height for part in inside if isinstance(part, Part)), default=0)
    return Part(
        mark=each.mark,
        start=each.start,
        end=end,
        first=each.start == each.mark.start,
        last=end == each.mark.end,
        inside=inside,
        height=height + (each.mark.rank == 0),
    )
