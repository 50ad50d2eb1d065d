"""Which statements are independent of each other: the same as the question has it."""

import pytest

from reportedly import lookup, questions
from reportedly.attribution import event, events, independence
from reportedly.attribution.independence import Strand
from reportedly.engine.embedded import Embedded
from reportedly.media import TURTLE

GRAPH = "https://w3id.org/reportedly/report/made"
LINKED = f"""
PREFIX : <{GRAPH}#>
PREFIX rpt: <https://w3id.org/reportedly/ns#>
<{GRAPH}> a rpt:Report .
:e a rpt:Event .
:s1 rpt:within <{GRAPH}> ; rpt:source :one ; rpt:account :s1-a .
:s2 rpt:within <{GRAPH}> ; rpt:source :one, :two ; rpt:account :s2-a .
:s3 rpt:within <{GRAPH}> ; rpt:source :two ; rpt:account :s3-a .
:s1-a rpt:ofEvent :e .
:s2-a rpt:ofEvent :e .
:s3-a rpt:ofEvent :e .
"""
SEED = "https://w3id.org/reportedly/report/syria-2024-12-02#"


def strands(engine: Embedded, iri: str) -> tuple[Strand, ...]:
    return independence.strands(engine, event.read(engine, iri, 1, 500).statements)


def test_army_sources_and_an_observatory_are_independent(seeded: Embedded) -> None:
    found = strands(seeded, f"{SEED}e-crossing")
    assert [[ref.label for ref in each.speakers] for each in found] == [
        ["Two Syrian army sources"],
        ["Syrian Observatory for Human Rights"],
    ]


def test_a_president_and_his_spokesman_are_not(seeded: Embedded) -> None:
    (strand,) = strands(seeded, f"{SEED}e-support")
    assert len(strand.statements) == 3
    assert "Russia (state)" in [ref.label for ref in strand.shared]


def test_own_voice_is_not_counted(seeded: Embedded) -> None:
    found = strands(seeded, f"{SEED}e-strikes")
    assert [statement.own_voice for each in found for statement in each.statements] == [False] * 3


def test_a_report_alone_has_no_strand(seeded: Embedded) -> None:
    assert strands(seeded, f"{SEED}e-gaza-war") == ()


def test_only_what_has_a_name_is_shown_as_shared(seeded: Embedded) -> None:
    for listed in events.read(seeded):
        for strand in strands(seeded, listed.event.iri):
            assert all("://" not in ref.label for ref in strand.shared)


def test_two_may_be_linked_by_a_third_alone() -> None:
    engine = Embedded.in_memory()
    engine.add(GRAPH, LINKED.encode(), TURTLE.media_type)
    (strand,) = strands(engine, f"{GRAPH}#e")
    assert len(strand.statements) == 3
    assert strand.loose


def test_the_question_finds_the_same_events_independent(seeded: Embedded) -> None:
    compare(seeded, step=1)


@pytest.mark.slow
def test_the_question_finds_the_same_events_independent_in_many_reports(large: Embedded) -> None:
    compare(large, step=10)


def compare(engine: Embedded, step: int) -> None:
    """Compare some events, each so many steps after the one before, with the question’s answer."""
    question = next(each for each in questions.load() if each.slug == "independent-sources")
    rows = lookup.solutions(engine, question.text).rows
    asked = {row[-1].text for row in rows if row[-1]}
    listed = [each.event.iri for each in events.read(engine)][::step]
    found = {iri: strands(engine, iri) for iri in listed}
    independent = {iri for iri, each in found.items() if len(each) > 1 or any_loose(each)}
    assert independent == asked.intersection(listed)


def any_loose(found: tuple[Strand, ...]) -> bool:
    return any(strand.loose for strand in found)
