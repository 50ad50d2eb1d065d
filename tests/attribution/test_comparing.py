"""The comparison of figures: the same answers as the named question gives."""

from collections.abc import Iterator

import pytest

from reportedly import generation, lookup
from reportedly.attribution import figures
from reportedly.attribution.figures import Index, Wanted
from reportedly.engine.embedded import Embedded
from reportedly.engine.opening import open_engine
from reportedly.engine.port import Change, Document
from reportedly.questions import load
from reportedly.terms import BASE

COMPARE = next(question.text for question in load() if question.slug == "compare-figures")
Found = dict[tuple[str, str], tuple[str, str, bool]]


@pytest.fixture(scope="module")
def engine() -> Embedded:
    """The shipped reports and some that are made up."""
    engine = open_engine(None)
    made = {f"{BASE}id/synthetic": generation.shared()}
    made |= {report.iri: report.turtle for report in generation.corpus(reports=12, seed=3)}
    engine.change(
        [Change(name, Document(text.encode(), "text/turtle")) for name, text in made.items()]
    )
    return engine


def asked(engine: Embedded) -> Found:
    """What the question answers, by the IRIs of the two figures."""
    table = lookup.solutions(engine, COMPARE)
    rows = [
        dict(zip(table.columns, (cell.text if cell else "" for cell in row), strict=True))
        for row in table.rows
    ]
    return {
        (row["figure1"], row["figure2"]): (
            row["verdict"],
            row["scope"],
            row["independent"] == "true",
        )
        for row in rows
    }


def computed(engine: Embedded) -> Iterator[tuple[tuple[str, str], tuple[str, str, bool]]]:
    """What is computed for the pages."""
    for group in figures.read(engine, Index(engine).find(Wanted())):
        for pair in group.pairs:
            key = pair.first.number.iri, pair.second.number.iri
            yield key, (pair.verdict, pair.scope, pair.independent)


def test_every_pair_has_the_answer_that_the_question_gives(engine: Embedded) -> None:
    found = asked(engine)
    assert len(found) > 100
    assert dict(computed(engine)) == found
