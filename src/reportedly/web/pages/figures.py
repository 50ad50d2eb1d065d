"""The figures of every event side by side, and whether they can be right together."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from flask import Blueprint, Response, render_template

from reportedly.attribution import amounts, choosing, figures, verdicts
from reportedly.attribution.comparing import Figure
from reportedly.attribution.figures import Group, Index, Topic, Wanted
from reportedly.attribution.model import Ref
from reportedly.attribution.verdicts import Compared, Verdict
from reportedly.drawing import chart, pairing
from reportedly.drawing.chart import Band, Chart
from reportedly.drawing.pairing import Line
from reportedly.engine.port import Engine
from reportedly.results import shorten
from reportedly.web import filtering, tables
from reportedly.web.paging import Pager, page_number

_SIZE: Final = 4
"""Topics on a page."""
_ROWS: Final = 12
"""Figures of each, unless the page is of one topic alone."""
_PAIRS: Final = 3
_ALL_PAIRS: Final = 24
_FILTERS: Final = ("words", "event", "report", "measure", "population")
_COLUMNS: Final = (
    *("event", "measure", "population", "sources", "number", "wording", "lower", "upper", "point"),
    *("included in", "status", "denied", "not before", "not after", "report", "statement"),
    "figure",
)
_PAIR_COLUMNS: Final = (
    *("event", "measure", "verdict", "scope", "reason", "independent", "first sources"),
    *("first number", "second sources", "second number", "first figure", "second figure"),
)

_Choices = dict[str, tuple[Ref, ...]]
_Indexed = Callable[[int], tuple[Index, _Choices]]


@dataclass(frozen=True)
class Shown:
    """A topic as the page shows it: whole if it is `alone` there, else in part."""

    group: Group
    drawn: Chart
    verdict: Verdict
    compared: tuple[Compared, ...]
    alone: bool

    @property
    def bands(self) -> Iterator[Band]:
        """The bands with the figures that are shown."""
        room = figures.MOST if self.alone else _ROWS
        for band in self.drawn.bands:
            if room > 0:
                yield replace(band, rows=band.rows[:room])
            room -= len(band.rows)

    @property
    def hidden(self) -> int:
        """How many figures are not shown."""
        shown = sum(len(band.rows) for band in self.bands)
        return len(self.group.figures) + self.group.left_out - shown

    @property
    def pairs(self) -> int:
        """How many of the pairs are shown."""
        return _ALL_PAIRS if self.alone else _PAIRS

    @property
    def statements(self) -> int:
        """How many statements give the figures."""
        return len({figure.statement.iri for figure in self.group.figures})

    @property
    def lines(self) -> tuple[Line, ...]:
        """The figures laid out against each other, if they are alone on the page."""
        return pairing.lines(self.group, self.drawn) if self.alone else ()

    @property
    def several(self) -> bool:
        """Whether more than one report gives the figures."""
        return len({figure.statement.report for figure in self.group.figures}) > 1


def blueprint(engine: Engine) -> Blueprint:
    """Return the routes of the page and its tables; topics are found once for each revision."""
    routes = Blueprint("figures", __name__)
    indexed: _Indexed = lru_cache(maxsize=1)(lambda _: (Index(engine), _choices(engine)))

    @routes.get("/figures")
    def index() -> str:
        known, choices = indexed(engine.revision)
        topics = known.find(_wanted())
        pager = Pager(page_number(), _SIZE, len(topics))
        groups = figures.read(engine, pager.part(topics))
        shown = [show(group, alone=len(topics) == 1) for group in groups]
        return render_template(
            "figures.html",
            shown=shown,
            pager=pager,
            choices=choices,
            query=filtering.query(_FILTERS),
        )

    @routes.get("/figures.csv", defaults={"form": "csv"})
    @routes.get("/figures.json", defaults={"form": "json"})
    def table(form: str) -> Response:
        groups = figures.read(engine, _part(indexed(engine.revision)[0].find(_wanted())))
        return tables.response(_COLUMNS, _rows(groups), form)

    @routes.get("/figures/pairs.csv", defaults={"form": "csv"})
    @routes.get("/figures/pairs.json", defaults={"form": "json"})
    def pairs(form: str) -> Response:
        groups = figures.read(engine, _part(indexed(engine.revision)[0].find(_wanted())))
        return tables.response(_PAIR_COLUMNS, _pair_rows(groups), form)

    routes.add_app_template_filter(shorten, "short")
    routes.add_app_template_filter(amounts.words, "amount")
    return routes


def _choices(engine: Engine) -> _Choices:
    return {
        "reports": choosing.reports(engine),
        "measures": choosing.measures(engine),
        "populations": choosing.populations(engine),
    }


def _wanted() -> Wanted:
    return Wanted(**filtering.given(_FILTERS))


def _part(topics: tuple[Topic, ...]) -> tuple[Topic, ...]:
    return tuple(Pager(page_number(), _SIZE, len(topics)).part(topics))


def show(group: Group, *, alone: bool = False) -> Shown:
    """Return what pages show of a topic; `alone` if it is the only one there."""
    return Shown(
        group, chart.draw(group), verdicts.of_group(group), verdicts.compared(group), alone
    )


def _rows(groups: tuple[Group, ...]) -> Iterator[tuple[tables.Value, ...]]:
    for group in groups:
        for figure in group.figures:
            yield _row(group, figure)


def _row(group: Group, figure: Figure) -> tuple[tables.Value, ...]:
    number, account = figure.number, figure.account
    bounds = (number.lower, number.upper, number.point)
    return (
        *(group.event.label, group.measure.label, number.population.label),
        *(verdicts.speakers(figure), amounts.words(number), number.wording.text),
        *(None if bound is None else amounts.plain(bound).replace(",", "") for bound in bounds),
        *(number.included_in or None, account.status.label, account.denied),
        *(account.not_before or None, account.not_after or None),
        *(figure.statement.report.iri, figure.statement.iri, number.iri),
    )


def _pair_rows(groups: tuple[Group, ...]) -> Iterator[tuple[tables.Value, ...]]:
    for group in groups:
        for each in verdicts.compared(group):
            first, second = each.pair.first, each.pair.second
            yield (
                *(group.event.label, group.measure.label, each.pair.verdict, each.pair.scope),
                *(" ".join(each.verdict.reasons), each.pair.independent),
                *(verdicts.speakers(first), amounts.words(first.number)),
                *(verdicts.speakers(second), amounts.words(second.number)),
                *(first.number.iri, second.number.iri),
            )
