"""Uses are counted up to a limit, and shown by one of them."""

from collections.abc import Callable

import pytest

from reportedly.attribution.model import NOTHING, Ref, Text
from reportedly.engine.embedded import Embedded
from reportedly.vocabulary import usage
from reportedly.vocabulary.usage import Sample, Uses

PATTERNS = {
    "https://example.org/class": "?s a <https://w3id.org/reportedly/ns#Actor>",
    "https://example.org/property": "?s <https://w3id.org/reportedly/ns#principal> ?o",
    "https://example.org/never": "?s <https://w3id.org/reportedly/ns#size> ?o",
}
CLASS, PROPERTY, NEVER = PATTERNS

Holding = Callable[[str], Embedded]


@pytest.fixture
def engine(holding: Holding) -> Embedded:
    return holding(':a a rpt:Actor ; rpt:principal :b . :b a rpt:Actor ; rdfs:label "Office"@en .')


def test_uses_are_counted(engine: Embedded) -> None:
    assert usage.counts(engine, PATTERNS) == {CLASS: Uses(2), PROPERTY: Uses(1), NEVER: Uses(0)}
    assert usage.counts(engine, {}) == {}


def test_counting_stops_at_a_limit(engine: Embedded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usage, "MOST", 1)
    assert usage.counts(engine, PATTERNS)[CLASS] == Uses(1, more=True)
    assert str(Uses(1000, more=True)) == "more than 1,000"
    assert not Uses(0)


def test_a_sample_names_what_it_shows(engine: Embedded) -> None:
    samples = usage.samples(engine, PATTERNS)
    iri = "https://w3id.org/reportedly/report/made-up#"
    assert samples[PROPERTY] == Sample(Ref(iri + "a", "a"), Ref(iri + "b", "Office", "en"))
    assert samples[CLASS].value == NOTHING
    assert NEVER not in samples


def test_a_sample_may_be_of_a_literal_and_is_never_named_by_a_gloss(holding: Holding) -> None:
    engine = holding(':s01-a rpt:gloss "It happened."@en ; rpt:timeWording "overnight"@en .')
    pattern = {PROPERTY: "?s <https://w3id.org/reportedly/ns#timeWording> ?o"}
    found = usage.samples(engine, pattern)[PROPERTY]
    assert (found.subject.label, found.value) == ("s01-a", Text("overnight", "en"))
