"""Draws when something is said to have happened, and when it was said, on one scale of time.

All lengths are in percent of the width. What is open to one side goes on to the edge.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from reportedly.attribution.timeline import Told
from reportedly.drawing.axis import Tick

_ROOM: Final = 7.0
"""Percent at either end that no moment is in: bars that are open go on there."""
_MOST_TICKS: Final = 7
_DAY: Final = timedelta(days=1)
_HOURS: Final = (1, 3, 6)
_DAYS: Final = (1, 2, 5, 10)
_MONTHS: Final = (1, 2, 3, 6)
_YEARS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
TONES: Final = {
    "happened": "blue",
    "ongoing": "teal",
    "holds": "grey",
    "planned": "amber",
    "expected": "violet",
    "possible": "green",
}
"""The tone of each status, by the end of its IRI."""


@dataclass(frozen=True)
class Mark:
    """A stretch of time: `shape` is happened, earlier, later, said or issued.

    Earlier and later are the open ends of what happened. `assumed` says that it does not stand so
    in the text.
    """

    shape: str
    start: float
    end: float
    assumed: bool = False


@dataclass(frozen=True)
class Row:
    """An account as it is drawn."""

    told: Told
    tone: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Drawing:
    """Accounts in the order of time, under one axis."""

    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]


def draw(told: Sequence[Told]) -> Drawing:
    """Draw accounts, each with its statement, over all the time that they tell of."""
    moments = [moment for each in told for moment in _moments(each)]
    first = min(moments, default=datetime.min)
    last = max(moments, default=datetime.min)
    scale = _Scale(first, max(last, first + timedelta(hours=1)) if moments else first + _DAY)
    rows = (Row(each, _tone(each), tuple(_marks(scale, each))) for each in told)
    return Drawing(tuple(_ticks(scale)) if moments else (), tuple(rows))


@dataclass(frozen=True)
class _Scale:
    """Moments as percents of the width."""

    first: datetime
    last: datetime

    def at(self, moment: datetime) -> float:
        share = (moment - self.first) / (self.last - self.first)
        return round(_ROOM + share * (100 - 2 * _ROOM), 2)


def _marks(scale: _Scale, told: Told) -> Iterator[Mark]:
    issued = _moment(told.issue.day)
    if issued:
        yield Mark("issued", scale.at(issued), scale.at(issued), told.issue.assumed)
    yield from _happened(scale, told)
    if said := _moment(told.statement.said_on):
        assumed = bool(told.statement.assumptions) or told.issue.assumed
        yield Mark("said", scale.at(said), scale.at(said + _DAY), assumed)


def _happened(scale: _Scale, told: Told) -> Iterator[Mark]:
    first, last = _moment(told.account.not_before), _moment(told.account.not_after)
    assumed = bool(told.account.assumptions) or told.issue.assumed
    if first and last:
        start, end = sorted((scale.at(first), scale.at(last)))
        yield Mark("happened", start, end, assumed)
    elif first:
        yield Mark("later", scale.at(first), 100.0, assumed)
    elif last:
        yield Mark("earlier", 0.0, scale.at(last), assumed)


def _tone(told: Told) -> str:
    slug = told.account.status.iri.rpartition("/")[2]
    return "red" if told.account.denied else TONES.get(slug, "grey")


def _moments(told: Told) -> Iterator[datetime]:
    given = (told.account.not_before, told.account.not_after, told.issue.day)
    yield from filter(None, map(_moment, given))
    if said := _moment(told.statement.said_on):
        yield from (said, said + _DAY)


def _moment(text: str) -> datetime | None:
    """Read a moment; none where there is no such in the calendar of this library."""
    try:
        return min(datetime.fromisoformat(text).replace(tzinfo=None), datetime.max - _DAY)
    except ValueError:
        return None


def _ticks(scale: _Scale) -> Iterator[Tick]:
    span = scale.last - scale.first
    for unit, label, moments in _candidates(scale):
        if span / unit <= _MOST_TICKS:
            seen = (each for each in moments if scale.first <= each <= scale.last)
            yield from (Tick(scale.at(each), label.format(each)) for each in seen)
            return


def _candidates(scale: _Scale) -> Iterator[tuple[timedelta, str, Iterable[datetime]]]:
    """Yield how long a step may be, how its moments are written, and these."""
    for hours in _HOURS:
        yield (
            timedelta(hours=hours),
            "{0.day} {0:%b}, {0:%H:%M}",
            _steps(scale, timedelta(hours=hours)),
        )
    for days in _DAYS:
        yield timedelta(days=days), "{0.day} {0:%b %Y}", _steps(scale, timedelta(days=days))
    for months in _MONTHS:
        yield timedelta(days=30 * months), "{0:%b %Y}", _months(scale, months)
    for years in _YEARS:
        yield timedelta(days=365 * years), "{0.year}", _months(scale, 12 * years)


def _steps(scale: _Scale, step: timedelta) -> Iterator[datetime]:
    start = scale.first.replace(hour=0, minute=0, second=0, microsecond=0)
    return (start + step * count for count in range((scale.last - start) // step + 1))


def _months(scale: _Scale, step: int) -> Iterator[datetime]:
    first = scale.first.year * 12 + scale.first.month - 1
    for month in range(first - first % step, scale.last.year * 12 + 12, step):
        if 1 <= month // 12 <= datetime.max.year:
            yield datetime(month // 12, month % 12 + 1, 1)
