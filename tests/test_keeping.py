"""What was read is kept until the data change, for each engine by itself."""

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
