"""Figures laid out against each other."""

from decimal import Decimal
from itertools import combinations

import pytest

from reportedly.attribution.comparing import (
    IMPOSSIBLE,
    POSSIBLE,
    Figure,
    Surroundings,
    compare,
)
from reportedly.attribution.figures import Group
from reportedly.attribution.model import NOTHING, Account, Number, Ref, Statement, Text
from reportedly.drawing import chart, pairing
from reportedly.terms import KIND

DAY = ("2024-12-01T00:00:00", "2024-12-01T23:59:59")


def figure(count: int, *, denied: bool = False, statement: str = "") -> Figure:
    """An exact number of people on one day."""
    people, happened = Ref("#people", "people"), Ref(str(KIND.happened), "happened")
    exact = Decimal(count)
    number = Number(f"#f{count}", NOTHING, people, exact, exact, None, Text())
    account = Account("#a", NOTHING, NOTHING, happened, denied, not_before=DAY[0], not_after=DAY[1])
    told = Statement(statement or f"#s{count}", "", NOTHING, (), NOTHING, NOTHING)
    return Figure(number, account, told)


def lines(*figures: Figure) -> tuple[pairing.Line, ...]:
    pairs = (compare(one, other, Surroundings()) for one, other in combinations(figures, 2))
    group = Group((Ref("#e"),), NOTHING, figures, tuple(filter(None, pairs)))
    return pairing.lines(group, chart.draw(group))


def test_each_two_figures_have_one_cell() -> None:
    found = lines(*map(figure, (4, 3, 2, 1)))
    assert [(line.number, int(line.figure.number.lower or 0)) for line in found] == [
        (1, 1),
        (2, 2),
        (3, 3),
        (4, 4),
    ]
    assert [line.verdicts for line in found] == [(IMPOSSIBLE,) * count for count in range(4)]


def test_figures_of_one_statement_have_an_empty_cell() -> None:
    found = lines(figure(1, statement="#s"), figure(2, statement="#s"), figure(3), figure(4))
    assert found[1].verdicts == ("",)
    assert POSSIBLE not in found[3].verdicts


def test_what_is_denied_has_no_line() -> None:
    found = lines(figure(9, denied=True), *map(figure, (1, 2, 3, 4)))
    assert len(found) == 4


@pytest.mark.parametrize("count", [1, pairing.FEWEST - 1, pairing.MOST + 1])
def test_too_few_and_too_many_are_not_laid_out(count: int) -> None:
    assert lines(*map(figure, range(count))) == ()
