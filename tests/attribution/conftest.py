"""An engine with the shipped graphs, and one that has synthetic reports beside them."""

import pytest

from reportedly import generation
from reportedly.engine.embedded import Embedded
from reportedly.engine.opening import open_engine
from reportedly.media import TURTLE
from reportedly.terms import SHARED_GRAPH

REPORTS = 40


@pytest.fixture(scope="session")
def seeded() -> Embedded:
    """An engine with the shipped graphs; to be read only."""
    return open_engine(None)


@pytest.fixture(scope="session")
def large() -> Embedded:
    """An engine with the shipped graphs and forty synthetic reports; to be read only."""
    engine = open_engine(None)
    engine.add(str(SHARED_GRAPH), generation.shared().encode(), TURTLE.media_type)
    for report in generation.corpus(reports=REPORTS, seed=7):
        engine.add(report.iri, report.turtle.encode(), TURTLE.media_type)
    return engine
