"""Draws figures side by side: bars that end, bars that stay open, points and brackets.

What a source commits itself to is drawn full; what its wording leaves open is drawn light. All
lengths are in percent of the width, so that a chart is as wide as its place; a bar that is open
upwards goes on beyond the last tick of the axis.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from itertools import groupby
from typing import Final

from reportedly.attribution import amounts
from reportedly.attribution.comparing import Figure
from reportedly.attribution.figures import Group
from reportedly.attribution.model import Number, Ref
from reportedly.drawing.axis import Tick

AXIS: Final = Decimal(86)
"""Where the last tick stands; beyond it there are only the open ends of bars."""
_END: Final = 100.0
_TONES: Final = ("blue", "amber", "green", "violet", "teal", "red")
_TICKS: Final = 5
_TURN: Final = 55.0
"""From here on a label stands before its place, not after it."""


@dataclass(frozen=True)
class Mark:
    """A piece of a figure, from `start` to `end`; what has no length has both the same.

    `shape` is full, open, limit, point, stem, from, to or more; `tone` is that of a part which is
    drawn within its whole, and empty otherwise.
    """

    shape: str
    start: float
    end: float
    tone: str = ""


@dataclass(frozen=True)
class Row:
    """A figure as it is drawn; `depth` is 0 for a whole, 1 for a part of it, and so on."""

    figure: Figure
    depth: int
    tone: str
    form: str
    words: str
    marks: tuple[Mark, ...]
    label: str
    at: float

    @property
    def turned(self) -> bool:
        """Whether the label ends at its place, and does not start there."""
        return self.at > _TURN


@dataclass(frozen=True)
class Band:
    """The figures on one population, each followed by its parts."""

    population: Ref
    tone: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Chart:
    """The figures on one measure of one event."""

    ticks: tuple[Tick, ...]
    bands: tuple[Band, ...]


def draw(group: Group) -> Chart:
    """Draw the figures of a topic, those on one population together."""
    numbers = [figure.number for figure in group.figures]
    step, top = _axis(numbers)
    pen = _Pen(top, _tones(group.figures), _by_whole(group.figures), ranks=group.ranks)
    ticks = (step * count for count in range(int(top / step) + 1))
    return Chart(
        ticks=tuple(Tick(pen.at(tick), _short(tick)) for tick in ticks if tick or not group.ranks),
        bands=tuple(pen.bands()),
    )


@dataclass(frozen=True)
class _Pen:
    """Draws figures to the scale of one axis, in the tones of their populations."""

    top: Decimal
    tones: Mapping[str, str]
    parts: Mapping[str, Sequence[Figure]]
    ranks: bool

    def at(self, number: Decimal) -> float:
        return round(float(number / self.top * AXIS), 2)

    def bands(self) -> Iterator[Band]:
        for iri, figures in groupby(
            self.parts[""], key=lambda figure: figure.number.population.iri
        ):
            of = tuple(figures)
            rows = (row for figure in of for row in self.rows(figure))
            yield Band(of[0].number.population, self.tones[iri], tuple(rows))

    def rows(self, figure: Figure, depth: int = 0) -> Iterator[Row]:
        number = figure.number
        yield Row(
            figure=figure,
            depth=depth,
            tone=self.tones[number.population.iri],
            form=amounts.form(number),
            words=amounts.words(number),
            marks=(*self.marks(number), *self.within(number)),
            label=amounts.sign(number),
            at=self.at(_lowest(number)),
        )
        for part in self.parts.get(number.iri, ()):
            yield from self.rows(part, depth + 1)

    def marks(self, number: Number) -> Iterator[Mark]:
        if self.ranks:
            yield from (self.spot("point", each) for each in _named(number)[:1])
            return
        if amounts.form(number) != amounts.ABOUT:
            yield from self.bar(number)
        elif number.point is not None:
            yield Mark("stem", 0.0, self.at(number.point))
        if number.point is not None:
            yield self.spot("point", number.point)

    def bar(self, number: Number) -> Iterator[Mark]:
        lower, upper = number.lower, number.upper
        if lower is not None:
            yield Mark("full", 0.0, self.at(lower))
        if lower != upper:
            end = _END if upper is None else self.at(upper)
            yield Mark("open", self.at(lower or Decimal()), end)
        if lower is not None and lower != upper:
            yield self.spot("from", lower)
        if upper is not None:
            yield self.spot("limit" if lower == upper else "to", upper)
        elif lower is not None:
            yield Mark("more", _END, _END)

    def within(self, whole: Number) -> Iterator[Mark]:
        for part in self.parts.get(whole.iri, ()):
            if named := _named(part.number):
                yield Mark("part", 0.0, self.at(named[0]), self.tones[part.number.population.iri])

    def spot(self, shape: str, number: Decimal) -> Mark:
        return Mark(shape, self.at(number), self.at(number))


def _by_whole(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    """Return the figures by the IRI of that which contains them, empty for those in none."""
    given = sorted(figures, key=_order)
    wholes = {figure.number.iri: figure.number.included_in for figure in given}
    parts: dict[str, list[Figure]] = {}
    for figure in given:
        parts.setdefault(_whole(figure.number.iri, wholes), []).append(figure)
    return parts


def _whole(iri: str, wholes: Mapping[str, str]) -> str:
    """Return what contains a figure; nothing if that leads round in a ring, as bad data may."""
    around, outer = {iri}, wholes[iri]
    while outer in wholes:
        if outer in around:
            return ""
        around.add(outer)
        outer = wholes[outer]
    return wholes[iri] if wholes[iri] in wholes else ""


def _order(figure: Figure) -> tuple[str, str, bool, Decimal, str]:
    """Put populations by name, what is only planned or denied last, else the smaller first."""
    number = figure.number
    population = number.population
    return (
        population.label,
        population.iri,
        not figure.compared,
        _lowest(number),
        number.iri,
    )


def _tones(figures: Iterable[Figure]) -> dict[str, str]:
    wholes_first = sorted(figures, key=lambda each: (bool(each.number.included_in), _order(each)))
    populations = dict.fromkeys(figure.number.population.iri for figure in wholes_first)
    return {iri: _TONES[place % len(_TONES)] for place, iri in enumerate(populations)}


def _named(number: Number) -> list[Decimal]:
    return [each for each in (number.lower, number.point, number.upper) if each is not None]


def _lowest(number: Number) -> Decimal:
    return next(iter(_named(number)), Decimal())


def _axis(numbers: Sequence[Number]) -> tuple[Decimal, Decimal]:
    """Return the step of the ticks, a round number, and the last one, which nothing exceeds.

    Where the highest number is the least of an open range, there is room after it.
    """
    named = [each for number in numbers for each in _named(number)]
    highest = max(named, default=Decimal())
    if highest <= 0:
        return Decimal(1), Decimal(1)
    least = Decimal(1) if all(each == each.to_integral_value() for each in named) else Decimal()
    power = Decimal(10) ** (highest.adjusted() - 1)
    step = next(
        power * each
        for each in (1, 2, 5, 10, 20, 50, 100)
        if power * each * _TICKS >= highest and power * each >= least
    )
    steps = (highest / step).to_integral_value(ROUND_CEILING)
    open_ended = any(number.lower == highest and number.upper is None for number in numbers)
    return step, (steps + (open_ended and steps * step == highest)) * step


def _short(number: Decimal) -> str:
    for name, size in (("billion", Decimal(10) ** 9), ("million", Decimal(10) ** 6)):
        if size <= number < size * 1000:
            return f"{amounts.plain(number / size)} {name}"
    return amounts.plain(number)
