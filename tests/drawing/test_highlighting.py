"""How marks lie over a text: written out as brackets around the words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.drawing.highlighting import DEEPEST, Drawing, Mark, Part, Piece, draw

TEXT = "the army says that the raid hit a town"


def mark(words: str, kind: str = "said", rank: int = 0) -> Mark:
    start = TEXT.index(words)
    return Mark(start, start + len(words), kind, rank, name=kind)


def written(parts: tuple[Part | Piece, ...]) -> str:
    """The text with [kind:…] for each part; ~ where it goes on from another, or in another."""
    return "".join(
        TEXT[part.start : part.end]
        if isinstance(part, Piece)
        else f"[{part.mark.kind}:{'' if part.first else '~'}{written(part.inside)}"
        f"{'' if part.last else '~'}]"
        for part in parts
    )


def over(*marks: Mark) -> str:
    return written(draw(0, len(TEXT), marks).parts)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], "the army says that the raid hit a town"),
        ([mark("army", "a")], "the [a:army] says that the raid hit a town"),
        (
            [mark("raid", "b"), mark("the raid hit", "a")],
            "the army says that [a:the [b:raid] hit] a town",
        ),
        (
            [mark("army says", "a"), mark("says that", "b")],
            "the [a:army [b:says~]][b:~ that] the raid hit a town",
        ),
        (
            [mark("raid", "q", 2), mark("raid", "d", 4), mark("raid", "s")],
            "the army says that the [s:[q:[d:raid]]] hit a town",
        ),
        (
            [mark("army", "a"), mark(" says", "b")],
            "the [a:army][b: says] that the raid hit a town",
        ),
        (
            [mark("the army says that", "a"), mark("army says", "b"), mark("says that the", "c")],
            "[a:the [b:army [c:says~]][c:~ that~]][c:~ the] raid hit a town",
        ),
    ],
)
def test_marks_nest_and_are_cut_where_they_cross(marks: list[Mark], expected: str) -> None:
    assert over(*marks) == expected


def test_of_a_part_of_the_text_only_its_marks_are_drawn() -> None:
    marks = [mark("the army", "a"), mark("says that the raid", "b"), mark("town", "c")]
    drawing = draw(TEXT.index("that"), TEXT.index(" hit"), marks)
    assert written(drawing.parts) == "[b:~that the raid]"


def test_a_part_counts_the_lines_below_it() -> None:
    marks = [mark("that the raid hit", "a"), mark("the raid", "b"), mark("raid", "q", 2)]
    outer = draw(0, len(TEXT), marks).parts[1]
    assert isinstance(outer, Part)
    inner = outer.inside[1]
    assert isinstance(inner, Part)
    assert (outer.height, inner.height) == (2, 1)


def test_marks_that_lie_too_deep_are_told_and_not_drawn() -> None:
    marks = [Mark(number, 30, str(number)) for number in range(DEEPEST + 2)]
    assert [each.kind for each in draw(0, 30, marks).left] == [str(DEEPEST), str(DEEPEST + 1)]


def test_thousands_of_marks_in_each_other_are_no_harm() -> None:
    drawing = draw(0, 20_000, [Mark(number, 20_000 - number, "said") for number in range(9_999)])
    assert len(drawing.left) == 9_999 - DEEPEST


MARKS = st.builds(
    lambda start, length, rank: Mark(start, start + length, "k", rank, name=f"{start} {length}"),
    st.integers(0, 60),
    st.integers(0, 30),
    st.integers(0, 2),
)


def pieces(parts: tuple[Part | Piece, ...]) -> list[Piece]:
    found: list[Piece] = []
    for part in parts:
        found += [part] if isinstance(part, Piece) else pieces(part.inside)
    return found


def covered(drawing: Drawing) -> dict[Mark, set[int]]:
    places: dict[Mark, set[int]] = {}

    def collect(parts: tuple[Part | Piece, ...]) -> None:
        for part in parts:
            if isinstance(part, Part):
                places.setdefault(part.mark, set()).update(range(part.start, part.end))
                collect(part.inside)

    collect(drawing.parts)
    return places


@given(st.lists(MARKS, max_size=25))
def test_each_character_is_drawn_once_and_in_order(marks: list[Mark]) -> None:
    drawn = [at for piece in pieces(draw(10, 70, marks).parts) for at in range(*_ends(piece))]
    assert drawn == list(range(10, 70))


@given(st.lists(MARKS, max_size=25, unique=True))
def test_each_mark_covers_just_its_own_characters(marks: list[Mark]) -> None:
    drawing = draw(0, 100, marks)
    places = covered(drawing)
    for each in set(marks) - set(drawing.left):
        assert places.get(each, set()) == set(range(each.start, each.end))


def _ends(piece: Piece) -> tuple[int, int]:
    return piece.start, piece.end
