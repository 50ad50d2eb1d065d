"""Actors and places that a server shares: read when they change, and only then."""

import pytest

from reportedly.engine.embedded import Embedded
from reportedly.engine.port import Change
from reportedly.submission.shared import Shared
from reportedly.terms import ID

ONE, TWO = (f"<{ID}{name}> <a:p> <a:o> .".encode() for name in ("one", "two"))
TURTLE = "text/turtle"


@pytest.fixture
def engine() -> Embedded:
    engine = Embedded.in_memory()
    engine.replace(str(ID), b"<a:shipped> <a:p> <a:o> .", TURTLE)
    engine.replace(f"{ID}more", ONE, TURTLE)
    return engine


def subjects(shared: Shared) -> set[str]:
    return {str(triple.subject) for triple in shared.triples()}


def test_what_is_in_graphs_beside_the_shipped_one(engine: Embedded) -> None:
    shared = Shared(engine)
    assert subjects(shared) == {f"<{ID}one>"}
    engine.add(f"{ID}yet-more", TWO, TURTLE)
    engine.replace("https://example.org/id/", b"<a:other> <a:p> <a:o> .", TURTLE)
    assert subjects(shared) == {f"<{ID}one>", f"<{ID}two>"}
    engine.remove(f"{ID}more")
    assert subjects(shared) == {f"<{ID}two>"}


def test_it_is_the_same_object_until_it_changes(engine: Embedded) -> None:
    shared = Shared(engine)
    before = shared.triples()
    engine.replace("https://example.org/other", ONE, TURTLE)
    assert shared.triples() is before
    engine.add(f"{ID}more", TWO, TURTLE)
    assert shared.triples() is not before


def test_it_is_not_read_again_after_what_does_not_concern_it(
    engine: Embedded, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = Shared(engine)
    before = shared.triples()
    monkeypatch.setattr(engine, "evaluate", None)
    shared.outlast(engine.change([Change("a:g", None)]))
    assert shared.triples() is before


def test_what_changed_before_is_not_missed(engine: Embedded) -> None:
    shared = Shared(engine)
    shared.triples()
    engine.add(f"{ID}more", TWO, TURTLE)
    shared.outlast(engine.change([Change("a:g", None)]))
    assert subjects(shared) == {f"<{ID}one>", f"<{ID}two>"}
