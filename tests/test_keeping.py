"""What was read is kept until the data change, for each engine by itself."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest

from reportedly.engine.embedded import Embedded
from reportedly.engine.port import Engine
from reportedly.keeping import for_a_revision
from reportedly.media import TURTLE

TRIPLE = b"<https://example.org/s> <https://example.org/p> 1 ."


def test_it_is_read_again_only_after_a_change() -> None:
    asked: list[Engine] = []

    @for_a_revision
    def read(engine: Engine) -> int:
        asked.append(engine)
        return engine.revision

    engine, other = Embedded.in_memory(), Embedded.in_memory()
    assert read(engine) == read(engine) == engine.revision
    engine.add("https://example.org/g", TRIPLE, TURTLE.media_type)
    assert read(engine) == read(engine) == engine.revision
    assert read(other) == other.revision
    assert asked == [engine, engine, other]


def test_threads_that_want_the_same_have_it_read_once() -> None:
    asked: list[Engine] = []

    @for_a_revision
    def read(engine: Engine) -> int:
        asked.append(engine)
        sleep(0.02)
        return engine.revision

    engine = Embedded.in_memory()
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(read, [engine] * 4))
    assert (found, asked) == ([engine.revision] * 4, [engine])


def test_one_that_fails_lets_the_next_one_read() -> None:
    outcomes = [ValueError, None]

    @for_a_revision
    def read(engine: Engine) -> int:
        if error := outcomes.pop(0):
            raise error
        return engine.revision

    engine = Embedded.in_memory()
    with pytest.raises(ValueError):
        read(engine)
    assert read(engine) == engine.revision
