"""Draws a map of places from nothing but their coordinates: no tiles, no coast, no border.

A border on a map is a claim, and so is a coast that leaves out an island: what is drawn is a net
of meridians and parallels, a scale, and the places.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportedly.attribution.places import Place
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
_MOST: Final = 200
"""How many places are drawn, so that a page stays readable and small."""


@dataclass(frozen=True)
class Dot:
    """A drawn place: a disc, or a ring for an area. Without room for its name it has none."""

    iri: str
    x: float
    y: float
    radius: float
    kind: str
    title: str
    label: Label | None = None


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
    """All that is drawn; `height` is that of the map, and `foot` that of the strip below it.

    `left` counts the places that would be too many.
    """

    width: float
    height: float
    foot: float
    meridians: tuple[Line, ...]
    parallels: tuple[Line, ...]
    bar: Bar
    dots: tuple[Dot, ...]
    left: int = 0

    @property
    def unnamed(self) -> int:
        """How many places have found no room for their names."""
        return sum(dot.label is None for dot in self.dots)


@dataclass(frozen=True)
class _Mark:
    """A place that can be drawn, and where it is."""

    place: Place
    position: Position
    subject: bool

    @property
    def rank(self) -> tuple[bool, int, str, str]:
        """What puts those first whose names matter most."""
        ref = self.place.ref
        return not self.subject, -self.place.accounts, ref.label, ref.iri


def draw(places: Iterable[Place], subject: Place | None = None) -> Map | None:
    """Return the map of some places; none if no place has coordinates that are on Earth.

    The `subject` is the one that the map is about.
    """
    every = sorted(_marks(places, subject), key=lambda mark: mark.rank)
    marks = every[:_MOST]
    if not marks:
        return None
    projection = Projection.around([mark.position for mark in marks], _WIDTH, _MARGIN)
    return Map(
        width=_WIDTH,
        height=round(projection.height, 1),
        foot=_FOOT,
        meridians=tuple(Line(round(x, 1), _degrees(at, "EW")) for at, x in projection.meridians()),
        parallels=tuple(Line(round(y, 1), _degrees(at, "NS")) for at, y in projection.parallels()),
        bar=_bar(projection),
        dots=_dots(projection, marks),
        left=len(every) - len(marks),
    )


def _marks(places: Iterable[Place], subject: Place | None) -> Iterator[_Mark]:
    for place in places:
        if place.latitude is not None and place.longitude is not None:
            position = Position(place.latitude, place.longitude)
            if position.on_earth:
                yield _Mark(place, position, place == subject)


def _dots(projection: Projection, marks: Sequence[_Mark]) -> tuple[Dot, ...]:
    """Place the dots, and the names of the first as long as there is room."""
    most = max(mark.place.accounts for mark in marks)
    bare = [_dot(projection, mark, most) for mark in marks]
    sheet = Sheet(Box(0, 0, projection.width, projection.height), _obstacles(projection, bare))
    return tuple(
        _named(sheet, dot, mark) if rank < _MOST_NAMES else dot
        for rank, (dot, mark) in enumerate(zip(bare, marks, strict=True))
    )


def _dot(projection: Projection, mark: _Mark, most: int) -> Dot:
    x, y = projection.place(mark.position)
    place = mark.place
    grown = (_LARGEST - _SMALLEST) * math.sqrt(place.accounts / most) if most else 0
    kind = f"{'area' if place.area else 'spot'}{' subject' if mark.subject else ''}"
    radius = round(_SMALLEST + grown, 1)
    return Dot(place.ref.iri, round(x, 1), round(y, 1), radius, kind, place.ref.label)


def _named(sheet: Sheet, dot: Dot, mark: _Mark) -> Dot:
    language = mark.place.ref.language
    return replace(dot, label=sheet.label(dot.title, dot.x, dot.y, dot.radius + 4, _SIZE, language))


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
