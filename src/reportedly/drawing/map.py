"""Draws a map of places from nothing but their coordinates: no tiles, no coast, no border.

A border on a map is a claim, and so is a coast that leaves out an island: what is drawn is a net
of meridians and parallels, a scale, and the places.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportedly.drawing.labels import Box, Label, Sheet, width_of
from reportedly.drawing.projection import Position, Projection

_WIDTH: Final = 720.0
_MARGIN: Final = 76.0
"""Between the places and the edges, so that names find room."""
_SIZE: Final = 14.0
"""Of the letters of names."""
_SMALL: Final = 11.0
"""Of the letters on the net and the scale."""
_FOOT: Final = 22.0
"""Height of the strip below the map, for its scale."""
_LONGEST_BAR: Final = 0.22
"""The longest bar of a scale beside the width of the sheet."""
_LARGEST: Final = 10.0
_SMALLEST: Final = 3.5
_MOST_NAMES: Final = 80


@dataclass(frozen=True)
class Mark:
    """A place to draw; `weight` says how many accounts it has.

    An `area` contains other places, and its position is only its middle. The `subject` is what
    the map is about.
    """

    iri: str
    name: str
    language: str
    position: Position
    weight: int = 0
    area: bool = False
    subject: bool = False


@dataclass(frozen=True)
class Dot:
    """A drawn place: a disc, or a ring for an area. Without room for its name it has none."""

    iri: str
    x: float
    y: float
    radius: float
    kind: str
    title: str
    label: Label | None


@dataclass(frozen=True)
class Line:
    """A meridian or parallel: how far right or down it lies, and its name."""

    at: float
    text: str


@dataclass(frozen=True)
class Bar:
    """The bar of a scale and what it stands for; it is right at the middle of the map."""

    length: float
    text: str


@dataclass(frozen=True)
class Map:
    """All that is drawn; `height` is that of the map, and `foot` that of the strip below it."""

    width: float
    height: float
    foot: float
    meridians: tuple[Line, ...]
    parallels: tuple[Line, ...]
    bar: Bar
    dots: tuple[Dot, ...]

    @property
    def unnamed(self) -> int:
        """How many places have found no room for their names."""
        return sum(dot.label is None for dot in self.dots)


def draw(marks: Sequence[Mark]) -> Map | None:
    """Return the map of some places; none if no place has coordinates that are on Earth."""
    there = [mark for mark in marks if mark.position.on_earth]
    if not there:
        return None
    projection = Projection.around([mark.position for mark in there], _WIDTH, _MARGIN)
    return Map(
        width=_WIDTH,
        height=round(projection.height, 1),
        foot=_FOOT,
        meridians=tuple(Line(round(x, 1), _degrees(at, "EW")) for at, x in projection.meridians()),
        parallels=tuple(Line(round(y, 1), _degrees(at, "NS")) for at, y in projection.parallels()),
        bar=_bar(projection),
        dots=_dots(projection, there),
    )


def _dots(projection: Projection, marks: Sequence[Mark]) -> tuple[Dot, ...]:
    """Place the dots, and the names of those that matter most first."""
    most = max(mark.weight for mark in marks)
    ordered = sorted(marks, key=lambda mark: (not mark.subject, -mark.weight, mark.name, mark.iri))
    bare = [_dot(projection, mark, most) for mark in ordered]
    sheet = Sheet(Box(0, 0, projection.width, projection.height), _obstacles(projection, bare))
    return tuple(
        _named(sheet, dot, mark) if rank < _MOST_NAMES else dot
        for rank, (dot, mark) in enumerate(zip(bare, ordered, strict=True))
    )


def _dot(projection: Projection, mark: Mark, most: int) -> Dot:
    x, y = projection.place(mark.position)
    grown = (_LARGEST - _SMALLEST) * math.sqrt(mark.weight / most) if most else 0
    kind = " ".join(("area" if mark.area else "spot", *(["subject"] if mark.subject else [])))
    return Dot(
        mark.iri, round(x, 1), round(y, 1), round(_SMALLEST + grown, 1), kind, mark.name, None
    )


def _named(sheet: Sheet, dot: Dot, mark: Mark) -> Dot:
    label = sheet.label(mark.name, dot.x, dot.y, dot.radius + 4, _SIZE, mark.language)
    return Dot(dot.iri, dot.x, dot.y, dot.radius, dot.kind, dot.title, label)


def _obstacles(projection: Projection, dots: Sequence[Dot]) -> list[Box]:
    """Return what no name may cover: the dots, and the names of meridians and parallels."""
    around = [
        Box(dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius)
        for dot in dots
    ]
    bottom = projection.height
    below = [
        Box(x, bottom - _SMALL * 1.6, x + width_of(_degrees(at, "EW"), _SMALL) + 4, bottom)
        for at, x in projection.meridians()
    ]
    beside = [
        Box(0, y - _SMALL * 1.6, width_of(_degrees(at, "NS"), _SMALL) + 6, y)
        for at, y in projection.parallels()
    ]
    return around + below + beside


def _degrees(at: float, sides: str) -> str:
    """Name a degree: 36° N, 36.5° N, 0°."""
    side = "" if at in (0, -180) else f" {sides[at < 0]}"
    return f"{abs(at):g}°{side}"


def _bar(projection: Projection) -> Bar:
    """Return the longest bar of a round length that is short enough."""
    longest = projection.kilometres(projection.width * _LONGEST_BAR)
    power = 10.0 ** math.floor(math.log10(longest))
    length = power * max(each for each in (1, 2, 5) if each * power <= longest)
    units = length / projection.kilometres(1)
    text = f"{length:g} km" if length >= 1 else f"{length * 1000:g} m"
    return Bar(round(units, 1), text)
