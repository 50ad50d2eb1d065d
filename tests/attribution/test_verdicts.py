"""What is said of two figures, in plain words."""

from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportedly.attribution import verdicts
from reportedly.attribution.comparing import (
    IMPOSSIBLE,
    POSSIBLE,
    UNKNOWN,
    Figure,
    Pair,
    Surroundings,
    compare,
)
from reportedly.attribution.figures import Group, Index, Wanted, read
from reportedly.attribution.model import Account, Number, Ref, Statement, Text
from reportedly.engine.embedded import Embedded
from reportedly.terms import KIND

KILLED, RANK = Ref(str(KIND.killed), "killed"), Ref(str(KIND.rank), "rank")
PEOPLE, CHILDREN = Ref("#people", "people"), Ref("#children", "children")
STRIKE = Ref("#strike", "airstrike")
AROUND = Surroundings({"#children": frozenset({"#people"})}, frozenset({KILLED.iri}))
DAY = ("2024-12-01T00:00:00", "2024-12-01T23:59:59")


def figure(
    name: str,
    lower: int | None = None,
    upper: int | None = None,
    *,
    point: int | None = None,
    population: Ref = PEOPLE,
    part_of: str = "",
) -> Figure:
    """A figure on one day, that a source of this name gives."""
    least, most, about = (None if each is None else Decimal(each) for each in (lower, upper, point))
    number = Number(f"#{name}-f", KILLED, population, least, most, about, Text(), part_of)
    happened = Ref(str(KIND.happened), "happened", "en")
    account = Account(
        f"#{name}-a", Ref("#e"), STRIKE, happened, not_before=DAY[0], not_after=DAY[1]
    )
    source = Ref(f"#{name}", name)
    return Figure(number, account, Statement(f"#{name}-s", "", Ref(), (source,), Ref(), Ref()))


def pair(one: Figure, other: Figure) -> Pair:
    found = compare(one, other, AROUND)
    assert found
    return found


def words(one: Figure, other: Figure) -> str:
    return " ".join(verdicts.of_pair(pair(one, other)).reasons)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (figure("A", 400), figure("B", 25), "a larger “at least” does not contradict a smaller"),
        (figure("A", None, 40), figure("B", None, 25), "a smaller “at most” does not contradict"),
        (figure("A"), figure("B", 15), "One of them names no number that could exclude another"),
        (figure("A", 10, 20), figure("B", 15), "any number from 15 to 20 fits both"),
        (figure("A", 10, 10), figure("B", 5, 20), "exclude each other: 10 fits both"),
        (figure("A", 10, 10), figure("B", 20, 20), "Both count the same, and no number fits both"),
        (figure("A", point=200), figure("B", 210), "only approximate excludes no other"),
        (
            figure("A", 10, 10, population=CHILDREN),
            figure("B", 25, 25),
            "The figure from A is for a part of what the figure from B is for.",
        ),
        (
            figure("A", 25, 25, population=CHILDREN),
            figure("B", 10, 10),
            "The larger number is given for a part of what the smaller one counts.",
        ),
    ],
)
def test_the_reason_is_what_the_wording_leaves_open(one: Figure, other: Figure, said: str) -> None:
    assert said in words(one, other)


def test_independent_voices_are_told_from_those_that_lead_to_one() -> None:
    one, other = figure("A", 1), figure("B", 2)
    assert "independent of each other" in words(one, other)
    body = {"#state": Ref("#state", "A state"), "#s1": Ref("#s1", "#s1")}
    found = compare(one, other, replace(AROUND, bodies={"#A-s": body, "#B-s": body}))
    assert found
    assert "both lead to A state." in " ".join(verdicts.of_pair(found).reasons)


def test_what_is_planned_or_denied_is_not_compared() -> None:
    one, other = figure("A", 1), figure("B", 2)
    denied = replace(other, account=replace(other.account, denied=True))
    planned = replace(other, account=replace(other.account, status=Ref(str(KIND.planned), "")))
    assert compare(one, denied, AROUND) is None
    assert compare(one, planned, AROUND) is None


numbers = st.one_of(st.none(), st.integers(0, 6))
figures_of_one_scope = st.builds(figure, st.just("A"), numbers, numbers)


@given(figures_of_one_scope, figures_of_one_scope)
def test_two_figures_of_one_scope_can_be_right_if_a_number_fits_both(
    one: Figure, told: Figure
) -> None:
    assume(_ordered(one) and _ordered(told))
    other = replace(told, statement=replace(told.statement, iri="#B-s"))
    found = pair(one, other)
    assert found == pair(other, one)
    fitting = [number for number in range(8) if _fits(number, one) and _fits(number, other)]
    assert (found.verdict == POSSIBLE) == bool(fitting)
    assert found.meet == bool(fitting)


def _fits(number: int, told: Figure) -> bool:
    low, high = told.bounds
    return (low is None or low <= number) and (high is None or number <= high)


def _ordered(told: Figure) -> bool:
    low, high = told.bounds
    return low is None or high is None or low <= high


def group(*figures: Figure) -> Group:
    pairs = [compare(one, other, AROUND) for one, other in combinations(figures, 2)]
    return Group((Ref("#e", "event"),), KILLED, figures, tuple(filter(None, pairs)))


@pytest.mark.parametrize(
    ("figures", "verdict", "title"),
    [
        ((figure("A", 1),), verdicts.NOTHING_TO_COMPARE, "One statement gives a number"),
        ((figure("A", 1), figure("B", 2)), POSSIBLE, "Both can be right"),
        ((figure("A", 1, 1), figure("B", 2, 2)), IMPOSSIBLE, "They cannot both be right"),
        ((figure("A", 1), figure("B", 2), figure("C", 3)), POSSIBLE, "Any two of them can be"),
        (
            (figure("A", 1), figure("B", 2), figure("C", 0, 0)),
            IMPOSSIBLE,
            "Some of them cannot be right together",
        ),
        (
            (
                figure("A", 9),
                figure("B", 9),
                figure("B", 5, 5, population=CHILDREN, part_of="#B-f"),
            ),
            POSSIBLE,
            "Both can be right",
        ),
        ((figure("A", point=1), figure("B", point=2)), UNKNOWN, "Whether both can be right"),
    ],
)
def test_a_topic_is_as_contradictory_as_the_worst_of_its_pairs(
    figures: tuple[Figure, ...], verdict: str, title: str
) -> None:
    found = verdicts.of_group(group(*figures))
    assert found.verdict == verdict
    assert found.title.startswith(title)


def test_pairs_are_counted() -> None:
    found = verdicts.of_group(group(figure("A", 1), figure("B", 2), figure("C", 0, 0)))
    assert found.reasons == ("Of 3 pairs, 2 cannot both be right, 1 can both be right.",)


def test_the_two_figures_of_the_seed_are_no_contradiction(seeded: Embedded) -> None:
    (strikes,) = read(seeded, Index(seeded).find(Wanted(measure=KILLED.iri)))
    found = verdicts.of_group(strikes)
    assert (found.verdict, found.title) == (POSSIBLE, "Both can be right")
    assert found.reasons == (
        "Both set only a lower limit: a larger “at least” does not contradict a smaller one.",
        "They count different populations: militants and people.",
        "Nothing shows that they are of the same time, place and parties.",
        "As far as these data tell, the two voices are independent of each other.",
    )
    assert [(each.aspect, each.note) for each in found.differences] == [
        ("Who is counted", "militants are part of people"),
        ("When", "not given in full"),
        ("By whom", "not the same"),
        ("Against whom", "not given in full"),
    ]
