"""A document as its lines, with what was found beside the lines that it was found in."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from operator import itemgetter
from typing import Final

from reportedly.validation.rendering.remarks import Remark
from reportedly.validation.rendering.text import harmless

MOST: Final = 100
"""How many remarks are shown: whoever has mended those may ask again."""
_WHOLE: Final = 60
"""Up to how many lines a document is shown whole; of a longer one what is near remarks."""
_NEAR: Final = 3
"""How many lines before and after those with remarks are shown then."""
_LONGEST: Final = 240
"""How many characters of a line are shown."""
_BREAK: Final = re.compile(r"\r\n|\n|\r")
_TOKEN: Final = re.compile(
    r'"{3}[^"]*(?:"{3})?|"(?:[^"\\]|\\.)*"?(?:@[\w-]+|\^\^[^\s;,]+)?|<[^<>\s]*>?|[^\s;,\])}]+|\S?'
)


@dataclass(frozen=True)
class Segment:
    """A part of a line; `severity` is that of the remark on it, or empty."""

    text: str
    severity: str = ""


@dataclass(frozen=True)
class Line:
    """A line by its number, which counts from 1; `start` and `end` say that some is left out."""

    number: int
    segments: tuple[Segment, ...]
    start: bool = False
    end: bool = False


@dataclass(frozen=True)
class Block:
    """Lines one below the other, the first of them with the remarks on it, if there are any.

    `skipped` is how many lines before them are left out.
    """

    lines: tuple[Line, ...]
    remarks: tuple[Remark, ...]
    skipped: int = 0


@dataclass(frozen=True)
class Listing:
    """The blocks of a document in order, and what is not in them.

    `elsewhere` are the remarks that have no line, `skipped` the lines left out at the end, `more`
    the remarks that are not shown.
    """

    blocks: tuple[Block, ...] = ()
    elsewhere: tuple[Remark, ...] = ()
    skipped: int = 0
    more: int = 0

    @property
    def told(self) -> tuple[int, ...]:
        """The numbers of the lines that have remarks."""
        return tuple(block.lines[0].number for block in self.blocks if block.remarks)


def draw(document: str, remarks: Sequence[Remark]) -> Listing:
    """Return the lines of a document with the remarks on them; no lines if there is no remark."""
    shown = remarks[:MOST]
    source = _BREAK.split(document)
    placed = _by_line(shown, len(source))
    numbers = sorted(_shown(placed, len(source)))
    blocks = tuple(_blocks(source, numbers, placed))
    return Listing(
        blocks=blocks,
        elsewhere=tuple(each for each in shown if each.line not in placed),
        skipped=len(source) - numbers[-1] if numbers else 0,
        more=len(remarks) - len(shown),
    )


def _by_line(remarks: Iterable[Remark], last: int) -> Mapping[int, list[Remark]]:
    placed = defaultdict(list)
    for remark in remarks:
        if 0 < remark.line <= last:
            placed[remark.line].append(remark)
    return dict(placed)


def _shown(placed: Iterable[int], last: int) -> set[int]:
    """Return the numbers of the lines to show."""
    if placed and last <= _WHOLE:
        return set(range(1, last + 1))
    near = (range(max(1, each - _NEAR), min(last, each + _NEAR) + 1) for each in placed)
    return {number for numbers in near for number in numbers}


def _blocks(
    source: Sequence[str], numbers: Sequence[int], placed: Mapping[int, list[Remark]]
) -> Iterator[Block]:
    """Yield the lines in blocks: one begins at a line with remarks, and after lines left out."""
    before = 0
    for block in _split(numbers, placed):
        lines = (_line(n, source[n - 1], placed.get(n, ())) for n in block)
        yield Block(tuple(lines), tuple(placed.get(block[0], ())), block[0] - before - 1)
        before = block[-1]


def _split(numbers: Sequence[int], placed: Collection[int]) -> Iterator[list[int]]:
    known = set(numbers)
    starts = accumulate(n in placed or n - 1 not in known for n in numbers)
    for _, block in groupby(zip(starts, numbers, strict=True), key=itemgetter(0)):
        yield [number for _, number in block]


def _line(number: int, text: str, remarks: Iterable[Remark]) -> Line:
    marks = sorted((each.column - 1, str(each.severity)) for each in remarks)
    first = marks[0][0] if marks else 0
    start = max(0, first - _LONGEST // 3) if len(text) > _LONGEST else 0
    segments = tuple(_segments(text, start, start + _LONGEST, marks))
    return Line(number, segments, start=start > 0, end=start + _LONGEST < len(text))


def _segments(
    text: str, start: int, end: int, marks: Iterable[tuple[int, str]]
) -> Iterator[Segment]:
    """Yield the parts of a line from a place to another, with what is marked by itself."""
    place = start
    for column, severity in marks:
        found = _TOKEN.match(text, column, end)
        if column < place or found is None or not found[0]:
            continue
        yield from _plain(text[place:column])
        yield Segment(_seen(found[0]), severity)
        place = found.end()
    yield from _plain(text[place:end])


def _plain(text: str) -> Iterator[Segment]:
    if text:
        yield Segment(_seen(text))


def _seen(text: str) -> str:
    """Return a text without tabs, and with a sign for what can't be seen."""
    return harmless(text.replace("\t", " "))
