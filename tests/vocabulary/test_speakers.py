"""Who uses a concept: sources by the number of their statements."""

import pytest
from rdflib import URIRef

from reportedly.engine.embedded import Embedded
from reportedly.terms import KIND, RPT
from reportedly.vocabulary import speakers
from reportedly.vocabulary.speakers import Speakers


def read(engine: Embedded, property_: URIRef, *slugs: str) -> Speakers:
    return speakers.read(engine, [str(KIND[slug]) for slug in slugs], str(property_))


def test_sources_come_by_the_number_of_their_statements(shipped: Embedded) -> None:
    found = read(shipped, RPT.kind, "airstrike")
    assert len(found.statements) == 4
    counted = [(each.source.label, each.statements) for each in found.speakers]
    assert counted == [("Syrian Armed Forces", 2), ("The report’s author", 1), ("White Helmets", 1)]


@pytest.mark.parametrize(
    ("property_", "slug"),
    [
        (RPT.act, "announce"),
        (RPT.rendering, "paraphrase"),
        (RPT.status, "planned"),
        (RPT.measure, "killed"),
        (RPT.population, "children"),
    ],
)
def test_each_scheme_leads_to_its_statements(
    shipped: Embedded, property_: URIRef, slug: str
) -> None:
    assert read(shipped, property_, slug).speakers


def test_nobody_speaks_in_a_comparison(shipped: Embedded) -> None:
    assert read(shipped, RPT.finding, "corroborates") == Speakers()


def test_too_many_statements_are_not_looked_at(
    shipped: Embedded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speakers, "MOST", 3)
    found = read(shipped, RPT.kind, "airstrike")
    assert (len(found.statements), found.more, found.speakers) == (3, True, ())
