"""A strip as long as a text: a bar where each statement stands, in lanes where they overlap."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

LANE: Final = 26
"""The height of a lane, in CSS pixels."""
_MOST_LANES: Final = 8
_NARROWEST: Final = 0.25
_STEPS: Final = (1, 2, 5)
_MOST_TICKS: Final = 5


@dataclass(frozen=True)
class Stretch:
    """What stands somewhere in a text: code points from 0, the end exclusive.

    `name` and `label` are what it is called in short and in full, `iri` is what it leads to,
    `kind` the class of its bar: `said`, `relayed`, `own` or `left-out`.
    """

    start: int
    end: int
    kind: str
    name: str
    label: str
    iri: str = ""


@dataclass(frozen=True)
class Bar:
    """A stretch as it is drawn: `x` and `width` in per cent of the strip, `lane` from the top."""

    stretch: Stretch
    x: float
    width: float
    lane: int

    @property
    def y(self) -> int:
        """Where it begins, in CSS pixels from the top."""
        return self.lane * LANE


@dataclass(frozen=True)
class Strip:
    """Bars in reading order, and the positions that are marked below them, in per cent."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[int, float], ...]
    lanes: int

    @property
    def height(self) -> int:
        """The height of all lanes, in CSS pixels."""
        return self.lanes * LANE


def draw(length: int, stretches: Iterable[Stretch]) -> Strip:
    """Lay out the stretches of a text of so many code points, each in the first lane free for it.

    What begins earlier, or is longer, lies higher; what reaches beyond the text is cut off. Where
    more than 8 overlap, the rest share the last lane.
    """
    ends: list[int] = []
    bars = []
    for each in sorted(stretches, key=lambda each: (each.start, -each.end, each.iri)):
        free = (lane for lane, end in enumerate(ends) if end <= each.start)
        lane = next(free, min(len(ends), _MOST_LANES - 1))
        ends[lane : lane + 1] = [each.end]
        bars.append(_bar(each, length, lane))
    return Strip(tuple(bars), _ticks(length), len(ends))


def _bar(stretch: Stretch, length: int, lane: int) -> Bar:
    start, end = (min(at, length) for at in (stretch.start, stretch.end))
    width = max(_per_cent(end - start, length), _NARROWEST)
    return Bar(stretch, min(_per_cent(start, length), 100 - width), width, lane)


def _ticks(length: int) -> tuple[tuple[int, float], ...]:
    """Return round positions, far enough from each other."""
    step = next(
        factor * 10**power
        for power in range(1, 20)
        for factor in _STEPS
        if factor * 10**power * _MOST_TICKS >= length
    )
    return tuple((at, _per_cent(at, length)) for at in range(0, length + 1, step))


def _per_cent(part: int, length: int) -> float:
    return round(100 * part / max(length, 1), 3)
