"""Topics: which events have figures, and which of these are wanted."""

import pytest

from reportedly.attribution import figures
from reportedly.attribution.figures import MOST, Index, Topic, Wanted
from reportedly.engine.embedded import Embedded
from reportedly.errors import QueryError
from reportedly.terms import KIND, REPORTS

SEED = f"{REPORTS}syria-2024-12-02"


@pytest.fixture(scope="module")
def known(large: Embedded) -> Index:
    """The topics of a large store."""
    return Index(large)


def events(engine: Embedded, wanted: Wanted) -> list[str]:
    found = figures.read(engine, Index(engine).find(wanted))
    return sorted(group.event.iri.removeprefix(f"{SEED}#") for group in found)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), ["e-aleppo-size", "e-crossing", "e-offensive", "e-strikes"]),
        (Wanted(words="strikes"), ["e-strikes"]),
        (Wanted(words='"'), []),
        (Wanted(event=f"{SEED}#e-crossing"), ["e-crossing"]),
        (Wanted(measure=str(KIND.tally)), ["e-crossing", "e-offensive", "e-strikes"]),
        (Wanted(population=str(KIND.people)), ["e-crossing", "e-strikes"]),
        (Wanted(report=SEED, measure=str(KIND["rank"])), ["e-aleppo-size"]),
        (Wanted(report=f"{REPORTS}nothing"), []),
    ],
)
def test_topics_are_chosen_by_what_is_narrower_too(
    seeded: Embedded, wanted: Wanted, found: list[str]
) -> None:
    assert events(seeded, wanted) == found


def test_what_is_no_iri_is_refused(seeded: Embedded) -> None:
    with pytest.raises(QueryError):
        Index(seeded).find(Wanted(event="> } SELECT"))


def test_events_that_are_linked_are_one_topic(large: Embedded, known: Index) -> None:
    first = known.find(Wanted())[0]
    assert len(first.events) > 1
    (group,) = figures.read(large, [first])
    assert {figure.account.event.iri for figure in group.figures} <= first.events
    assert len({figure.statement.iri for figure in group.figures}) == first.statements
    for event in first.events:
        assert first in known.find(Wanted(event=event))


def test_topics_with_most_statements_come_first(known: Index) -> None:
    counts = [topic.statements for topic in known.find(Wanted())]
    assert counts == sorted(counts, reverse=True)


def test_figures_beyond_the_most_are_counted_and_not_compared(
    large: Embedded, known: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    topics: tuple[Topic, ...] = known.find(Wanted())[:1]
    (whole,) = figures.read(large, topics)
    monkeypatch.setattr(figures, "MOST", 3)
    (part,) = figures.read(large, topics)
    assert MOST >= len(whole.figures) > 3
    assert (len(part.figures), part.left_out) == (3, len(whole.figures) - 3)
    assert len(part.pairs) <= 3
