"""The list of all events."""

from collections import Counter

from reportedly.attribution import event, events
from reportedly.engine.embedded import Embedded
from reportedly.terms import KIND, RPT

SEED = "https://w3id.org/reportedly/report/syria-2024-12-02"


def test_those_of_which_most_sources_tell_come_first(seeded: Embedded) -> None:
    listed = events.read(seeded)
    assert len(listed) == 34
    first = listed[1]
    assert (first.event.label, first.sources, first.statements, first.reports) == (
        "Syrian and Russian airstrikes",
        *(3, 4, 1),
    )
    assert [each.sources for each in listed] == sorted((e.sources for e in listed), reverse=True)


def test_linked_events_are_listed_once(large: Embedded) -> None:
    listed = events.read(large)
    times = Counter(iri for each in listed for iri in each.same)
    assert set(times.values()) == {1}
    widest = listed[0]
    assert widest.event.iri == min(widest.same)
    assert widest.reports > 1


def test_a_list_and_a_page_count_the_same(large: Embedded) -> None:
    for listed in events.read(large)[:5]:
        shown = event.read(large, listed.event.iri, 1, 500)
        sources = {ref.iri for statement in shown.statements for ref in statement.sources}
        assert (shown.total, len(sources)) == (listed.statements, listed.sources)
        assert {ref.iri for ref in shown.same} == set(listed.same)


def test_events_are_found_by_words_kind_and_report(seeded: Embedded) -> None:
    listed = events.read(seeded)
    calls = events.select(listed, words="CALL phone")
    assert len(calls) == 2
    assert events.select(listed, kind=str(KIND["phone-call"])) == calls
    assert len(events.select(listed, report=SEED)) == len(listed)
    assert events.select(listed, report=f"{SEED}x") == ()
    assert events.select(calls, kind=str(RPT.Event)) == ()


def test_only_kinds_that_are_told_are_offered(seeded: Embedded) -> None:
    labels = [kind.label for kind in events.kinds(events.read(seeded))]
    assert "air strike" in labels
    assert "earthquake" not in labels
    assert labels == sorted(labels)
