"""Where on the strip each stretch of a text is drawn."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.drawing.strip import Bar, Stretch, Strip, draw


def stretch(start: int, end: int, name: str = "") -> Stretch:
    return Stretch(start, end, "said", name, "somebody", f"#{name or start}")


def placed(strip: Strip) -> dict[str, tuple[float, float, int]]:
    return {bar.stretch.name: (bar.x, bar.width, bar.lane) for bar in strip.bars}


def test_bars_are_where_the_words_are() -> None:
    drawn = placed(draw(200, [stretch(100, 150, "b"), stretch(0, 50, "a")]))
    assert drawn == {"a": (0, 25, 0), "b": (50, 25, 0)}


def test_what_overlaps_lies_in_another_lane_and_the_longer_one_higher() -> None:
    drawn = placed(draw(100, [stretch(0, 10, "b"), stretch(0, 50, "a"), stretch(10, 20, "c")]))
    assert {name: lane for name, (_, _, lane) in drawn.items()} == {"a": 0, "b": 1, "c": 1}


def test_the_shortest_words_can_be_seen() -> None:
    (bar,) = draw(1_000_000, [stretch(999_999, 1_000_000)]).bars
    assert bar.width > 0
    assert bar.x + bar.width <= 100


def test_what_reaches_beyond_the_text_is_cut_off() -> None:
    assert placed(draw(100, [stretch(50, 900, "a")])) == {"a": (50, 50, 0)}


def test_marked_positions_are_round_and_few() -> None:
    ticks = draw(3655, []).ticks
    assert [at for at, _ in ticks] == [0, 1000, 2000, 3000]


STRETCHES = st.tuples(st.integers(0, 400), st.integers(1, 90)).map(
    lambda pair: stretch(pair[0], sum(pair))
)


def overlap(one: Bar, other: Bar) -> bool:
    return max(one.stretch.start, other.stretch.start) < min(one.stretch.end, other.stretch.end)


@given(st.lists(STRETCHES, max_size=12))
def test_no_bar_covers_another_as_long_as_there_are_lanes(stretches: list[Stretch]) -> None:
    strip = draw(500, stretches)
    assert len(strip.bars) == len(stretches)
    for lane in range(strip.lanes - 1):
        bars = [bar for bar in strip.bars if bar.lane == lane]
        assert not any(overlap(a, b) for a in bars for b in bars if a is not b)


@given(st.lists(STRETCHES, max_size=30))
def test_the_strip_stays_low_however_much_overlaps(stretches: list[Stretch]) -> None:
    assert draw(500, stretches).lanes <= 8
