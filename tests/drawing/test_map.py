"""What is drawn where on a map: golden structures, and what holds for any places."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.attribution.model import Ref
from reportedly.attribution.places import Place
from reportedly.drawing.labels import Box, Sheet, width_of
from reportedly.drawing.map import Dot, draw
from reportedly.drawing.projection import Position, Projection


def place(name: str, latitude: float, longitude: float, accounts: int = 0) -> Place:
    """A place whose IRI tells its name."""
    return Place(Ref(f"x:{name}", name, "en"), latitude, longitude, accounts=accounts)


ALEPPO = place("Aleppo", 36.2037, 37.1726, 4)
HAMA = place("Hama", 35.1318, 36.7578, 1)
SYRIA = replace(place("Syria", 35.0298, 38.5146, 1), area=True)

sets_of_places = st.lists(
    st.builds(place, st.text(max_size=30), st.floats(-90, 90), st.floats(-180, 180)),
    min_size=1,
    max_size=25,
)


def box(dot: Dot) -> Box:
    """The room that the name of a dot takes."""
    assert dot.label
    width = width_of(dot.label.text, 14)
    left = dot.label.x - {"start": 0, "middle": width / 2, "end": width}[dot.label.anchor]
    return Box(left + 0.1, dot.label.y - 13.5, left + width - 0.1, dot.label.y + 3.7)


def test_north_is_up_and_east_is_right() -> None:
    drawn = draw([ALEPPO, HAMA, SYRIA])
    assert drawn
    aleppo, hama, syria = drawn.dots
    assert [dot.iri for dot in drawn.dots] == ["x:Aleppo", "x:Hama", "x:Syria"]
    assert aleppo.y < hama.y < syria.y
    assert hama.x < aleppo.x < syria.x


def test_a_net_a_scale_and_the_places_are_all_that_is_drawn() -> None:
    drawn = draw([ALEPPO, HAMA, SYRIA])
    assert drawn
    assert (drawn.width, drawn.height) == (720, 540)
    assert [line.text for line in drawn.meridians] == [
        "36.5° E",
        "37° E",
        "37.5° E",
        "38° E",
        "38.5° E",
    ]
    assert [line.text for line in drawn.parallels] == ["35° N", "35.5° N", "36° N"]
    assert drawn.bar.text == "50 km"
    assert [(dot.kind, dot.radius) for dot in drawn.dots] == [
        ("spot", 10.0),
        ("spot", 6.8),
        ("area", 6.8),
    ]


def test_a_single_place_has_something_around_it() -> None:
    drawn = draw([ALEPPO])
    assert drawn
    assert (drawn.dots[0].x, drawn.dots[0].y) == (360, 162)
    assert len(drawn.meridians) >= 3


def test_places_on_both_sides_of_the_date_line_lie_beside_each_other() -> None:
    fiji, samoa = Position(-17.7, 178.0), Position(-13.8, -172.0)
    sheet = Projection.around([fiji, samoa], 720, 76)
    (west, _), (east, _) = sheet.place(fiji), sheet.place(samoa)
    assert (round(west), round(east)) == (76, 644)
    assert [round(degree) for degree, _ in sheet.meridians()] == [178, -180, -178, -176, -174, -172]


def test_the_scale_is_that_of_the_middle() -> None:
    south, north = Position(59.5, 20.0), Position(60.5, 20.0)
    sheet = Projection.around([south, north], 720, 76)
    length = sheet.place(south)[1] - sheet.place(north)[1]
    assert sheet.kilometres(length) == pytest.approx(111.2, rel=0.001)


@pytest.mark.parametrize("at", [(95, 0), (0, 181), (float("nan"), 0)])
def test_what_is_not_on_earth_is_not_drawn(at: tuple[float, float]) -> None:
    assert draw([place("Nowhere", *at)]) is None
    assert draw([Place(Ref("x:unknown", "Unknown"))]) is None


def test_a_place_that_finds_no_room_for_its_name_is_there_without() -> None:
    crowd = [place(f"Quarter {n}", 36 + n / 1e4, 37) for n in range(20)]
    drawn = draw([*crowd, SYRIA])
    assert drawn
    assert len(drawn.dots) == 21
    assert 0 < drawn.unnamed < 20


def test_the_subject_is_named_first() -> None:
    crowd = [place(f"A long name of place {n}", 36, 37) for n in range(20)]
    subject = place("The place", 36, 37)
    drawn = draw([*crowd, subject], subject)
    assert drawn
    assert drawn.dots[0].kind == "spot subject"
    assert drawn.dots[0].label


@given(sets_of_places)
def test_all_lie_on_the_sheet(places: list[Place]) -> None:
    drawn = draw(places)
    assert drawn
    assert len(drawn.dots) == len(places)
    assert all(0 <= dot.x <= drawn.width and 0 <= dot.y <= drawn.height for dot in drawn.dots)


@given(sets_of_places)
def test_no_name_covers_another_or_a_dot(places: list[Place]) -> None:
    drawn = draw(places)
    assert drawn
    names = [box(dot) for dot in drawn.dots if dot.label]
    assert not any(one.meets(two) for one, two in combinations(names, 2))
    points = [Box(dot.x, dot.y, dot.x, dot.y) for dot in drawn.dots]
    assert not any(name.meets(point) for name in names for point in points)


@given(sets_of_places)
def test_the_net_lies_on_the_sheet_and_is_not_too_fine(places: list[Place]) -> None:
    drawn = draw(places)
    assert drawn
    assert 1 <= len(drawn.meridians) <= 8
    assert len(drawn.parallels) <= 8
    assert all(0 <= line.at <= drawn.width for line in drawn.meridians)
    assert all(0 <= line.at <= drawn.height for line in drawn.parallels)
    assert 0 < drawn.bar.length <= drawn.width * 0.22


def test_a_text_stands_to_the_right_if_there_is_room() -> None:
    sheet = Sheet(Box(0, 0, 200, 100))
    first = sheet.label("Aleppo", 100, 50, 8, 14)
    second = sheet.label("Aleppo", 100, 50, 8, 14)
    assert first
    assert second
    assert (first.anchor, first.x) == ("start", 108)
    assert (second.anchor, second.x) == ("end", 92)


def test_more_places_than_a_page_can_hold_are_left_out() -> None:
    drawn = draw(place(f"Village {n}", n / 10, n / 10) for n in range(250))
    assert drawn
    assert (len(drawn.dots), drawn.left) == (200, 50)


def test_the_place_of_most_accounts_is_named_even_in_a_crowd() -> None:
    grid = [place(f"Town {n} (synthetic)", n // 6, n % 6, 80 - n) for n in range(36)]
    drawn = draw(grid)
    assert drawn
    assert drawn.dots[0].label
