"""Where in time an account is drawn, and where the saying of it."""

import pytest

from reportedly.attribution.model import NOTHING, Account, Ref, Statement, Text
from reportedly.attribution.timeline import Issue, Told
from reportedly.drawing.timeline import Row, draw
from reportedly.terms import KIND

FIRST, SECOND, THIRD = (f"2024-12-0{day}T00:00:00" for day in (1, 2, 3))


def told(
    start: str = "",
    end: str = "",
    *,
    said: str = "",
    issue: Issue | None = None,
    status: str = "happened",
    **given: object,
) -> Told:
    """An account of something, said and published on some day."""
    of = Ref(str(KIND[status]), status)
    account = Account("#a", NOTHING, NOTHING, of, not_before=start, not_after=end, **given)  # type: ignore[arg-type]
    statement = Statement("#s", "", NOTHING, (), NOTHING, NOTHING, said_on=said)
    return Told(account, statement, issue or Issue())


def rows(*accounts: Told) -> tuple[Row, ...]:
    """What is drawn beside an account that reaches from the first to the third of December."""
    return draw((told(FIRST, THIRD), *accounts)).rows[1:]


def marks(account: Told) -> list[str]:
    return [f"{mark.shape} {mark.start:g}-{mark.end:g}" for mark in rows(account)[0].marks]


@pytest.mark.parametrize(
    ("account", "drawn"),
    [
        (told(FIRST, SECOND), ["happened 7-50"]),
        (told(SECOND, FIRST), ["happened 7-50"]),
        (told(SECOND), ["later 50-100"]),
        (told("", SECOND), ["earlier 0-50"]),
        (told(said=SECOND), ["said 50-93"]),
        (told(SECOND, said=FIRST), ["later 50-100", "said 7-50"]),
        (told(issue=Issue(SECOND)), ["issued 50-50"]),
        (told("before the flood"), []),
        (told("-0044-03-15T00:00:00"), []),
    ],
)
def test_what_is_open_goes_to_the_edge(account: Told, drawn: list[str]) -> None:
    assert marks(account) == drawn


def test_what_the_text_does_not_say_is_marked_as_assumed() -> None:
    assumption = (Text("The day of the report is taken.", "en"),)
    by_account, by_report = rows(
        told(FIRST, SECOND, assumptions=assumption),
        told(FIRST, said=SECOND, issue=Issue(SECOND, assumed=True)),
    )
    assert [mark.assumed for mark in by_account.marks] == [True]
    assert [mark.assumed for mark in by_report.marks] == [True, True, True]
    assert [mark.assumed for mark in rows(told(FIRST, said=SECOND))[0].marks] == [False, False]


def test_a_status_has_a_tone_and_a_denial_another() -> None:
    drawn = rows(told(FIRST), told(FIRST, status="planned"), told(FIRST, denied=True))
    assert len({row.tone for row in drawn}) == 3


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (FIRST, THIRD, ["1 Dec 2024", "2 Dec 2024", "3 Dec 2024"]),
        (FIRST, "2024-12-01T04:30:00", [f"1 Dec, 0{hour}:00" for hour in range(5)]),
        ("2024-01-15T00:00:00", "2024-04-02T00:00:00", ["Feb 2024", "Mar 2024", "Apr 2024"]),
        ("2019-06-01T00:00:00", "2024-04-02T00:00:00", ["2020", "2021", "2022", "2023", "2024"]),
        (
            "1960-06-01T00:00:00",
            "2024-04-02T00:00:00",
            ["1970", "1980", "1990", "2000", "2010", "2020"],
        ),
        ("0001-01-01T00:00:00", "9999-12-31T00:00:00", ["2000", "4000", "6000", "8000"]),
    ],
)
def test_the_axis_has_a_few_round_moments(first: str, last: str, labels: list[str]) -> None:
    assert [tick.label for tick in draw((told(first, last),)).ticks] == labels


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00", "9999-12-31T23:59:59", FIRST])
def test_a_single_moment_at_the_end_of_time_can_be_drawn(moment: str) -> None:
    drawn = draw((told(moment, moment, said=moment),))
    assert [mark.shape for mark in drawn.rows[0].marks] == ["happened", "said"]


def test_nothing_with_a_time_is_an_empty_axis() -> None:
    assert draw((told(),)).ticks == ()
    assert draw(()).rows == ()


def test_moments_with_and_without_a_zone_stand_on_one_axis() -> None:
    assert marks(told("2024-12-02T00:00:00+00:00")) == ["later 50-100"]
