"""The lines of a document with remarks beside them: which are shown, and what is marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.drawing.listing import MOST, Listing, draw
from reportedly.validation import Severity
from reportedly.validation.rendering.remarks import Remark


def remark(line: int = 0, column: int = 1, severity: Severity = Severity.VIOLATION) -> Remark:
    return Remark(severity, f"At {line}:{column}.", line=line, column=column)


def outline(listing: Listing) -> list[str]:
    """A listing in short: lines as `3 a [marked] b`, those with remarks led by `>`."""
    lines = []
    for block in listing.blocks:
        lines += [f"({block.skipped})"] if block.skipped else []
        for place, line in enumerate(block.lines):
            words = (f"[{each.text}]" if each.severity else each.text for each in line.segments)
            text = f"{'…' * line.start}{''.join(words)}{'…' * line.end}"
            led = ">" if block.remarks and not place else " "
            lines.append(f"{led}{line.number} {text}")
    return lines + ([f"({listing.skipped})"] if listing.skipped else [])


def document(count: int) -> str:
    return "\n".join(f"line {number}" for number in range(1, count + 1))


def test_a_short_document_is_shown_whole() -> None:
    text = 'a rpt:Report ;\n  rpt:length "218" ;\n  rpt:author :a .\n'
    drawn = draw(text, [remark(2, 14)])
    assert outline(drawn) == [
        " 1 a rpt:Report ;",
        '>2   rpt:length ["218"] ;',
        " 3   rpt:author :a .",
        " 4 ",
    ]
    assert drawn.told == (2,)


def test_of_a_long_document_the_lines_near_remarks_are_shown() -> None:
    drawn = draw(document(400), [remark(2, 6), remark(200, 6), remark(202, 6), remark(400, 6)])
    assert outline(drawn) == [
        " 1 line 1",
        *(">2 line [2]", " 3 line 3", " 4 line 4", " 5 line 5"),
        *("(191)", " 197 line 197", " 198 line 198", " 199 line 199"),
        *(">200 line [200]", " 201 line 201"),
        *(">202 line [202]", " 203 line 203", " 204 line 204", " 205 line 205"),
        *("(191)", " 397 line 397", " 398 line 398", " 399 line 399", ">400 line [400]"),
    ]


def test_what_follows_the_last_remark_is_counted() -> None:
    assert outline(draw(document(100), [remark(10)]))[-1] == "(87)"


def test_remarks_on_one_line_are_together_and_marked_once_each() -> None:
    text = ':s rpt:act kind:say, "x y"@en .'
    drawn = draw(text, [remark(1, 22), remark(1, 12, Severity.WARNING), remark(1, 12)])
    (block,) = drawn.blocks
    assert outline(drawn) == ['>1 :s rpt:act [kind:say], ["x y"@en] .']
    assert [each.severity for each in block.lines[0].segments] == [
        *("", "violation", "", "violation", "")
    ]
    assert len(block.remarks) == 3


@pytest.mark.parametrize(
    ("line", "column", "marked"),
    [
        ('<a> <b> "c \\" d"^^xsd:string ;', 9, '"c \\" d"^^xsd:string'),
        ('"rpt:act": "kind:say",', 1, '"rpt:act"'),
        (":s rpt:within <https://e.org/a b> .", 15, "<https://e.org/a"),
        (':s rpt:gloss """two', 14, '"""two'),
        (":s :p (:a :b).", 11, ":b"),
        ("a b", 9, ""),
    ],
)
def test_a_term_is_marked_from_its_start_to_its_end(line: str, column: int, marked: str) -> None:
    (block,) = draw(line, [remark(1, column)]).blocks
    found = [each.text for each in block.lines[0].segments if each.severity]
    assert found == ([marked] if marked else [])


def test_of_a_very_long_line_what_is_near_the_remark_is_shown() -> None:
    text = "x " * 5_000 + "here " + "y " * 5_000
    (line,) = outline(draw(text, [remark(1, 10_001)]))
    assert line.startswith(">1 …")
    assert "[here]" in line
    assert line.endswith("…")
    assert len(line) < 260


def test_what_can_not_be_seen_is_made_visible() -> None:
    (line,) = outline(draw("a\tb\u202ec\x1b[2J\x00", [remark(1, 1)]))
    assert line == ">1 [a] b\ufffdc\ufffd[2J\ufffd"


def test_remarks_without_a_line_are_told_elsewhere() -> None:
    drawn = draw("a\nb", [remark(), remark(9, 1)])
    assert drawn.blocks == ()
    assert [each.line for each in drawn.elsewhere] == [0, 9]


def test_of_very_many_remarks_some_are_shown() -> None:
    drawn = draw(document(MOST + 50), [remark(number + 1) for number in range(MOST + 50)])
    assert (len(drawn.told), drawn.more) == (MOST, 50)


def test_a_document_without_remarks_has_no_listing() -> None:
    assert draw(document(500), []) == Listing()


@given(
    st.text(st.sampled_from('ab"<>\\\n\r\t ;@^{،\u202e'), max_size=400),
    st.lists(st.builds(remark, st.integers(0, 90), st.integers(1, 300)), max_size=8),
)
def test_every_remark_is_somewhere_and_every_line_in_order(
    text: str, remarks: list[Remark]
) -> None:
    drawn = draw(text, remarks)
    told = [each for block in drawn.blocks for each in block.remarks]
    assert sorted(map(id, [*told, *drawn.elsewhere])) == sorted(map(id, remarks))
    numbers = [line.number for block in drawn.blocks for line in block.lines]
    assert numbers == sorted(set(numbers))
    if numbers:
        left_out = sum(block.skipped for block in drawn.blocks) + drawn.skipped
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert len(numbers) + left_out == len(lines)
