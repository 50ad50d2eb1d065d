"""An engine with the shipped graphs, and JSON-LD read into one without any context from outside."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from reportedly import lookup
from reportedly.engine.embedded import Embedded
from reportedly.engine.opening import open_engine
from reportedly.media import JSON_LD
from reportedly.terms import REPORTS

SEED = f"{REPORTS}syria-2024-12-02"


@pytest.fixture(scope="session")
def seeded() -> Embedded:
    """An engine with the shipped graphs; to be read only."""
    return open_engine(None)


def read_as_rdf(document: Mapping[str, Any], context: Mapping[str, Any]) -> Embedded:
    """Return an engine that holds a document, read with this context in place of its own."""
    engine = Embedded.in_memory()
    written = json.dumps({**document, "@context": context}).encode()
    engine.add(None, written, JSON_LD.media_type)
    return engine


def texts(engine: Embedded, query: str) -> set[tuple[str, ...]]:
    """Return the solutions of a query without the nature of their terms; what is unbound is ""."""
    rows = lookup.solutions(engine, query).rows
    return {tuple(cell.text if cell else "" for cell in row) for row in rows}
