"""Lays part of the Earth on a sheet: Mercator’s projection, which keeps directions and shapes.

Coordinates are decimal degrees of WGS 84, as in https://www.w3.org/2003/01/geo/; those of the
sheet are its units, from the top left corner.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Self

_POLE: Final = 85.0
"""The latitude beyond which Mercator’s projection shows nothing."""
_LEAST: Final = 0.6
"""The least extent of a map, in degrees of longitude: a town with what lies around it."""
_LOWEST: Final = 0.45
_HIGHEST: Final = 0.75
"""The height of a sheet beside its width."""
_STEPS: Final = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0)
_DEGREE: Final = 111.195
"""Kilometres in a degree of a great circle."""


@dataclass(frozen=True)
class Position:
    """A point on the Earth, in decimal degrees, north and east positive."""

    latitude: float
    longitude: float

    @property
    def on_earth(self) -> bool:
        """Whether there is such a point."""
        return abs(self.latitude) <= 90 and abs(self.longitude) <= 180


@dataclass(frozen=True)
class Projection:
    """A sheet and what it shows: its middle on the Earth, and the scale.

    `scale` is how many units of the sheet a degree of longitude is long.
    """

    width: float
    height: float
    longitude: float
    ordinate: float
    scale: float

    @classmethod
    def around(cls, positions: Sequence[Position], width: float, margin: float) -> Self:
        """Return the sheet of a width that shows all positions, with a margin inside its edges.

        Its height follows from what it shows, between some half and three quarters of its width.
        """
        west, east = _span([each.longitude for each in positions])
        ordinates = [_ordinate(each.latitude) for each in positions]
        low, high = min(ordinates), max(ordinates)
        across, down = width - 2 * margin, width * _HIGHEST - 2 * margin
        scale = min(across / max(east - west, _LEAST), down / max(high - low, _LEAST / 2))
        height = max((high - low) * scale + 2 * margin, width * _LOWEST)
        return cls(width, height, (west + east) / 2, (low + high) / 2, scale)

    def place(self, position: Position) -> tuple[float, float]:
        """Return where a position lies on the sheet: to the right, and down."""
        east = (position.longitude - self.longitude + 180) % 360 - 180
        north = _ordinate(position.latitude) - self.ordinate
        return self.width / 2 + east * self.scale, self.height / 2 - north * self.scale

    def meridians(self) -> Iterator[tuple[float, float]]:
        """Yield the degrees of the meridians to draw, and how far right each lies."""
        half = min(self.width / 2 / self.scale, 180)
        for degree in _round_degrees(self.longitude - half, self.longitude + half):
            yield (
                (degree + 180) % 360 - 180,
                self.width / 2 + (degree - self.longitude) * self.scale,
            )

    def parallels(self) -> Iterator[tuple[float, float]]:
        """Yield the degrees of the parallels to draw, and how far down each lies."""
        half = self.height / 2 / self.scale
        low, high = (_latitude(self.ordinate + side * half) for side in (-1, 1))
        for degree in _round_degrees(low, high):
            yield degree, self.place(Position(degree, self.longitude))[1]

    def kilometres(self, length: float) -> float:
        """Return how many kilometres a length on the sheet is, at its middle."""
        return length / self.scale * _DEGREE * math.cos(math.radians(_latitude(self.ordinate)))


def _ordinate(latitude: float) -> float:
    """Return how far north Mercator puts a latitude, in degrees of longitude."""
    bounded = math.radians(max(-_POLE, min(_POLE, latitude)))
    return math.degrees(math.asinh(math.tan(bounded)))


def _latitude(ordinate: float) -> float:
    return math.degrees(math.atan(math.sinh(math.radians(ordinate))))


def _span(longitudes: Sequence[float]) -> tuple[float, float]:
    """Return the shortest span that holds all longitudes; its end may be beyond 180."""
    around = sorted({each % 360 for each in longitudes})
    following = [*around[1:], around[0] + 360]
    gaps = [after - before for before, after in zip(around, following, strict=True)]
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    west, east = following[widest] % 360, around[widest]
    return west, east if east >= west else east + 360


def _round_degrees(low: float, high: float) -> Iterator[float]:
    """Yield some three to seven round degrees between two others."""
    step = next((each for each in _STEPS if (high - low) / each <= 7), _STEPS[-1])
    for number in range(math.ceil(low / step), math.floor(high / step) + 1):
        yield round(number * step, 1)
