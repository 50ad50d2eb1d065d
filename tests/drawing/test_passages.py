"""The passages of the seed's report, and the seed's text where it is at hand."""

import re

import pytest

from reportedly.attribution import report as reports
from reportedly.attribution import statements
from reportedly.attribution.model import Statement
from reportedly.attribution.report import Report
from reportedly.drawing import highlighting, passages, strip
from reportedly.drawing.highlighting import Mark, Part, Piece
from reportedly.engine.embedded import Embedded
from reportedly.engine.opening import open_engine
from reportedly.terms import REPORTS
from reportedly.verification import digest_of

QUOTED = [
    (1093, 1113, "escalating situation"),
    (1230, 1252, "large-scale aggression"),
    (
        *(1295, 1397),
        "as an effort to undermine the sovereignty, political, and socio-economic stability of "
        "the Syrian state",
    ),
    (1481, 1502, "unconditional support"),
    (
        *(1657, 1810),
        "We will, of course, continue to support (Syrian President) Bashar Assad, maintaining our "
        "communications at the proper level and evaluating the situation.",
    ),
    (
        *(1813, 1893),
        "A stance will be developed regarding the necessary actions to restore stability.",
    ),
]
SPANS = {
    name: (int(start), int(end))
    for name, start, end in re.findall(
        r"(\w+):(\d+)-(\d+)",
        """
        C01:0-149 C02:167-249 C03:596-730 C04:731-954 C05:848-869 C06:980-1150 C07:1210-1281
        C08:1283-1430 C09:1431-1563 C10:1591-1811 C11:1812-1894 C12:1895-2043 C13:2055-2200
        C14:2214-2339 C15:2340-2479 C16:2480-2738 C17:2739-2871 R01:251-283 R02:287-481
        R03:432-467 R04:482-595 R05:770-796 R06:1151-1208 R07:1895-1922 R08:2534-2583
        R09:2979-3112 R10:3114-3175 R11:3193-3279 R12:3280-3309 R13:3311-3433 R14:3434-3510
        R15:3540-3655
        """,
    )
}


@pytest.fixture(scope="module")
def engine() -> Embedded:
    return open_engine(None)


@pytest.fixture(scope="module")
def report(engine: Embedded) -> Report:
    return reports.read(engine, f"{REPORTS}syria-2024-12-02")


@pytest.fixture(scope="module")
def told(engine: Embedded, report: Report) -> tuple[Statement, ...]:
    return statements.read(engine, (line.iri for line in report.outline))


@pytest.fixture(scope="module")
def marks(report: Report, told: tuple[Statement, ...]) -> tuple[Mark, ...]:
    return tuple(passages.marks(report, told))


@pytest.fixture(scope="module")
def parts(report: Report, marks: tuple[Mark, ...]) -> list[Part]:
    drawing = highlighting.draw(0, report.length, marks)
    assert not drawing.left
    return every(drawing.parts)


def every(parts: tuple[Part | Piece, ...]) -> list[Part]:
    found = []
    for part in parts:
        if isinstance(part, Part):
            found += [part, *every(part.inside)]
    return found


def test_all_statements_are_marked_at_their_characters(parts: list[Part]) -> None:
    drawn = {p.mark.name: (p.start, p.end) for p in parts if p.first and p.last and p.mark.name}
    assert {name: drawn.get(name) for name in SPANS} == SPANS


def test_all_quoted_words_are_marked_at_their_characters(parts: list[Part], seed_text: str) -> None:
    quoted = [(p.start, p.end) for p in parts if p.mark.kind == "quotation"]
    assert [(start, end, seed_text[start:end]) for start, end in quoted] == QUOTED


def test_all_passages_have_the_words_that_the_data_means(
    engine: Embedded, marks: tuple[Mark, ...], seed_text: str
) -> None:
    digests = reports.digests(engine, {mark.iri for mark in marks})
    assert len(digests) == len({mark.iri for mark in marks})
    assert all(digest_of(seed_text[m.start : m.end]) == digests[m.iri] for m in marks)


def test_what_the_report_put_into_a_quotation_lies_in_it(parts: list[Part]) -> None:
    (quotation,) = [p for p in parts if p.mark.kind == "quotation" and (p.start, p.end)[0] == 1657]
    inserted = [p for p in every(quotation.inside) if p.mark.kind == "insertion"]
    assert [(p.start, p.end) for p in inserted] == [(1697, 1715)]


def test_nothing_is_marked_where_the_text_is_no_part_of_the_report(parts: list[Part]) -> None:
    (left_out,) = [p for p in parts if p.mark.kind == passages.LEFT_OUT]
    assert (left_out.start, left_out.end) == (2872, 2978)
    assert not every(left_out.inside)


def test_the_strip_tells_who_speaks_through_whom_and_in_which_voice(report: Report) -> None:
    drawn = strip.draw(report.end, passages.stretches(report, report.outline))
    bars = {bar.stretch.name: bar for bar in drawn.bars}
    kinds = {name: bars[name].stretch.kind for name in ("C01", "C14", "R02", "")}
    assert kinds == {"C01": "said", "C14": "relayed", "R02": "own", "": "left-out"}
    assert (bars["R02"].lane, bars["R03"].lane) == (0, 1)
    assert bars["C14"].stretch.label == "Two Syrian army sources"
