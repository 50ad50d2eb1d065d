"""Puts names beside points so that none covers another, or what else is drawn."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_NARROW: Final = 0.64
_WIDE: Final = 1.0
"""How wide a letter is beside its size; that of a wide one is a whole."""
_LINE: Final = 1.25
"""How high a line is beside the size of its letters."""
_RISE: Final = 0.35
"""How far below the middle of a line its letters stand."""


@dataclass(frozen=True)
class Box:
    """A rectangle on the sheet."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether two rectangles have more than an edge in common."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def holds(self, other: "Box") -> bool:
        """Whether another rectangle lies inside this one."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


@dataclass(frozen=True)
class Label:
    """A text on the sheet: its base point, and whether that is its start, middle or end."""

    text: str
    x: float
    y: float
    anchor: str
    language: str = ""


@dataclass
class Sheet:
    """What room there is left: the frame, and what is taken inside it."""

    frame: Box
    taken: list[Box] = field(default_factory=list)

    def free(self, box: Box) -> bool:
        """Whether nothing is in the way of a rectangle."""
        return self.frame.holds(box) and not any(box.meets(each) for each in self.taken)

    def label(
        self, text: str, x: float, y: float, distance: float, size: float, language: str = ""
    ) -> Label | None:
        """Put a text of a size at a distance from a point; return nothing if there is no room."""
        for label, box in _candidates(text, x, y, distance, size, language):
            if self.free(box):
                self.taken.append(box)
                return label
        return None


def width_of(text: str, size: float) -> float:
    """Return about how wide a text is; a little more rather than less."""
    return size * sum(_width(letter) for letter in text)


def _width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _NARROW


def _candidates(
    text: str, x: float, y: float, distance: float, size: float, language: str
) -> Iterator[tuple[Label, Box]]:
    """Yield where a text can stand: right, left, then the corners, above and below."""
    width, half = width_of(text, size), size * _LINE / 2
    near = distance * 0.85 + half
    for anchor, right, down in (
        ("start", distance, 0.0),
        ("end", -distance, 0.0),
        *(("start", distance * 0.7, side * near) for side in (-1, 1)),
        *(("end", -distance * 0.7, side * near) for side in (-1, 1)),
        *(("middle", 0.0, side * (distance + half)) for side in (-1, 1)),
    ):
        left = x + right - {"start": 0, "middle": width / 2, "end": width}[anchor]
        box = Box(left, y + down - half, left + width, y + down + half)
        label = Label(
            text, round(x + right, 1), round(y + down + size * _RISE, 1), anchor, language
        )
        yield label, box
