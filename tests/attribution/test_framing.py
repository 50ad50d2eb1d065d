"""Whose words a statement’s words are."""

import pytest

from reportedly.attribution import framing, statements
from reportedly.attribution.framing import INSERTED, OWN, PARAPHRASED, QUOTED
from reportedly.attribution.model import Designation, Quotation, Ref, Span, Statement, Text
from reportedly.engine.embedded import Embedded

SEED = "https://w3id.org/reportedly/report/syria-2024-12-02"
EVENT = Ref("x:event", "Event")


@pytest.mark.parametrize(
    ("name", "wording", "whose"),
    [
        ("r02", "dual-front offensive", OWN),
        ("s01", "joint airstrikes", PARAPHRASED),
        ("s07", "large-scale aggression", QUOTED),
        ("s07", "rebel fighters", PARAPHRASED),
        ("s08", "the Syrian state", QUOTED),
    ],
)
def test_only_quoted_words_are_the_speakers(
    seeded: Embedded, name: str, wording: str, whose: str
) -> None:
    (statement,) = statements.read(seeded, [f"{SEED}#{name}"])
    found = {str(word.wording): word.whose for word in framing.words(statement)}
    assert found[wording] == whose


@pytest.mark.parametrize(
    ("span", "whose"),
    [
        (Span(10, 20), QUOTED),
        (Span(12, 15), INSERTED),
        (Span(11, 15), QUOTED),
        (Span(10, 21), PARAPHRASED),
        (None, PARAPHRASED),
    ],
)
def test_words_that_the_report_put_into_a_quotation_are_its_own(
    span: Span | None, whose: str
) -> None:
    quotation = Quotation(Span(10, 20), Text("what was said"), insertions=(Span(12, 15),))
    (word,) = framing.words(spoken(Designation(span, Text("word"), EVENT), quotation))
    assert word.whose == whose


def test_words_are_found_by_what_they_are_for() -> None:
    other = Designation(Span(3, 4), Text("other"), Ref("x:other", "Other"))
    statement = spoken(Designation(Span(1, 2), Text("word"), EVENT), designations=(other,))
    assert [str(word.wording) for word in framing.words_for(statement, ["x:other"])] == ["other"]


def spoken(
    designation: Designation, *quotations: Quotation, designations: tuple[Designation, ...] = ()
) -> Statement:
    """A statement with some words in it."""
    return Statement(
        iri="x:report#s01",
        notation="",
        report=Ref("x:report", "Report"),
        sources=(Ref("x:speaker", "Speaker"),),
        act=Ref(),
        rendering=Ref(),
        quotations=quotations,
        designations=(designation, *designations),
    )
