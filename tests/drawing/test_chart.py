"""What is drawn of a figure, and where."""

from decimal import Decimal

import pytest

from reportedly.attribution.comparing import Figure
from reportedly.attribution.figures import Group
from reportedly.attribution.model import NOTHING, Account, Number, Ref, Statement, Text
from reportedly.drawing.chart import Chart, Row, draw
from reportedly.terms import KIND

PEOPLE = Ref("#people", "people")
CHILDREN = Ref("#children", "children")


def figure(iri: str, bounds: str, population: Ref = PEOPLE, included_in: str = "") -> Figure:
    """A figure with bounds as in `25..`, `..30`, `20..40`, `10` or `~200`."""
    lower, upper, point = read(bounds)
    number = Number(iri, NOTHING, population, lower, upper, point, Text(bounds), included_in)
    account = Account("#a", NOTHING, NOTHING, Ref(str(KIND.happened), "happened"))
    return Figure(number, account, Statement("#s", "", NOTHING, (), NOTHING, NOTHING))


def read(bounds: str) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    if bounds.startswith("~"):
        return None, None, Decimal(bounds[1:])
    first, dots, last = bounds.partition("..")
    last = last if dots else first
    return Decimal(first) if first else None, Decimal(last) if last else None, None


def chart(*figures: Figure, measure: str = "killed") -> Chart:
    return draw(Group((Ref("#e", "event"),), Ref(str(KIND[measure]), measure), figures, ()))


def rows(drawn: Chart) -> list[Row]:
    return [row for band in drawn.bands for row in band.rows]


def marks(bounds: str) -> list[str]:
    """The marks of a figure beside one of exactly 100, which reaches to the end of the axis."""
    drawn = chart(figure("#f", bounds), figure("#g", "100"))
    row = next(row for row in rows(drawn) if row.figure.number.iri == "#f")
    return [f"{mark.shape} {mark.start:g}-{mark.end:g}" for mark in row.marks]


@pytest.mark.parametrize(
    ("bounds", "drawn"),
    [
        ("50", ["full 0-43", "limit 43-43"]),
        ("50..", ["full 0-43", "open 43-100", "from 43-43", "more 100-100"]),
        ("..50", ["open 0-43", "to 43-43"]),
        ("25..50", ["full 0-21.5", "open 21.5-43", "from 21.5-21.5", "to 43-43"]),
        ("~50", ["stem 0-43", "point 43-43"]),
        ("0", ["full 0-0", "limit 0-0"]),
    ],
)
def test_a_figure_is_drawn_as_far_as_its_wording_goes(bounds: str, drawn: list[str]) -> None:
    assert marks(bounds) == drawn


def test_a_part_follows_its_whole_and_is_drawn_within_it() -> None:
    drawn = chart(figure("#f1", "25.."), figure("#f2", "10", CHILDREN, included_in="#f1"))
    assert [band.population for band in drawn.bands] == [PEOPLE]
    whole, part = rows(drawn)
    assert (whole.depth, part.depth) == (0, 1)
    assert [mark.tone for mark in whole.marks if mark.shape == "part"] == [part.tone]
    assert whole.tone != part.tone


def test_populations_have_bands_of_their_own() -> None:
    drawn = chart(figure("#f1", "10", CHILDREN), figure("#f2", "25.."), figure("#f3", "30"))
    assert [(band.population, len(band.rows)) for band in drawn.bands] == [
        (CHILDREN, 1),
        (PEOPLE, 2),
    ]
    assert len({band.tone for band in drawn.bands}) == 2


def test_parts_that_contain_each_other_are_drawn_as_wholes() -> None:
    ring = figure("#f1", "1", included_in="#f2"), figure("#f2", "2", included_in="#f1")
    drawn = chart(
        *ring, figure("#f3", "3", included_in="#f1"), figure("#f4", "4", included_in="#f4")
    )
    assert [(row.label, row.depth) for row in rows(drawn)] == [
        ("1", 0),
        ("2", 0),
        ("3", 0),
        ("4", 0),
    ]


@pytest.mark.parametrize(
    ("bounds", "labels"),
    [
        ("400..", ["0", "100", "200", "300", "400", "500"]),
        ("400", ["0", "100", "200", "300", "400"]),
        ("2", ["0", "1", "2"]),
        ("0", ["0", "1"]),
        ("48000", ["0", "10,000", "20,000", "30,000", "40,000", "50,000"]),
        ("2500000", ["0", "500,000", "1 million", "1.5 million", "2 million", "2.5 million"]),
        ("2E+9", ["0", "500 million", "1 billion", "1.5 billion", "2 billion"]),
        ("2E+17", ["0", "5.0E+16", "1.0E+17", "1.5E+17", "2.0E+17"]),
        ("0.25", ["0", "0.05", "0.1", "0.15", "0.2", "0.25"]),
    ],
)
def test_the_axis_has_round_numbers_and_room_for_what_is_open(
    bounds: str, labels: list[str]
) -> None:
    assert [tick.label for tick in chart(figure("#f", bounds)).ticks] == labels


def test_a_rank_is_a_point_and_no_length() -> None:
    drawn = chart(figure("#f", "2"), measure="rank")
    assert [mark.shape for mark in rows(drawn)[0].marks] == ["point"]
    assert [tick.label for tick in drawn.ticks] == ["1", "2"]


@pytest.mark.parametrize("bounds", ["1E+400", "1E-9", "..0", "123456789012345678901234567890.5.."])
def test_numbers_of_any_size_stay_within_the_width(bounds: str) -> None:
    drawn = chart(figure("#f", bounds), figure("#g", "1"))
    assert 2 <= len(drawn.ticks) <= 7
    for row in rows(drawn):
        assert all(0 <= mark.start <= mark.end <= 100 for mark in row.marks)


def test_a_number_without_any_value_is_a_row_without_marks() -> None:
    number = Number("#f", NOTHING, PEOPLE, None, None, None, Text("dozens"))
    given = figure("#f", "1")
    row = rows(chart(Figure(number, given.account, given.statement)))[0]
    assert (row.marks, row.label, row.words) == ((), "", "no number")
