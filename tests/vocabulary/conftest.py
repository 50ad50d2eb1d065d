"""An engine with the shipped graphs, and others with a vocabulary of their own."""

from collections.abc import Callable

import pytest

from reportedly.engine.embedded import Embedded
from reportedly.engine.opening import open_engine
from reportedly.media import TURTLE

GRAPH = "https://w3id.org/reportedly/report/made-up"
PREFIXES = """
PREFIX : <https://w3id.org/reportedly/report/made-up#>
PREFIX id: <https://w3id.org/reportedly/id/>
PREFIX kind: <https://w3id.org/reportedly/kind/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX rpt: <https://w3id.org/reportedly/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@pytest.fixture(scope="session")
def shipped() -> Embedded:
    """An engine with the shipped graphs, which nobody changes."""
    return open_engine(None)


@pytest.fixture
def holding() -> Callable[[str], Embedded]:
    """What makes an engine that holds a document in Turtle, with the usual prefixes."""

    def hold(turtle: str) -> Embedded:
        engine = Embedded.in_memory()
        engine.add(GRAPH, (PREFIXES + turtle).encode(), TURTLE.media_type)
        return engine

    return hold
