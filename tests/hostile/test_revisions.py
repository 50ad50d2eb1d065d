"""Every answer is of one revision, and revisions that are over leave nothing behind."""

import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from reportedly.engine.isolated import Isolated
from reportedly.engine.isolation.limits import Limits
from reportedly.engine.port import Caller, Query

pytestmark = pytest.mark.slow

WRITES = 200
WRITES_READ = 50
"""How many writes eight readers look at."""
READERS = 8
PAUSE = 0.02
"""Seconds between two queries of a reader."""
COUNTERS = 20
EX = "http://example.org/"
SEEN = Query(f"SELECT DISTINCT ?o {{ ?s <{EX}p> ?o }}", "text/csv")
ALL = Query("SELECT * { ?s ?p ?o . ?a ?b ?c }", "text/csv")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Isolated]:
    limits = Limits(seconds=10, workers=READERS, share=READERS)
    others = set(psutil.Process().children(recursive=True))
    with closing(Isolated(tmp_path / "store", limits)) as engine:
        yield engine
    assert set(psutil.Process().children(recursive=True)) <= others


def set_counters(engine: Isolated, number: int) -> None:
    """Let two graphs hold the same number many times, in one write each."""
    lines = "".join(f"<{EX}s{place}> <{EX}p> {number} .\n" for place in range(COUNTERS))
    engine.replace(EX + "counters", lines.encode(), "text/turtle")


def test_every_answer_is_of_one_revision(engine: Isolated) -> None:
    wrong: list[object] = []
    answers: list[int] = []
    over = threading.Event()

    def read(name: str) -> None:
        last = 0
        while not over.is_set():
            answer = engine.evaluate(SEEN, Caller(name))
            numbers = answer.read().split()[1:]
            if len(numbers) != 1 or answer.revision < last or int(numbers[0]) != answer.revision:
                wrong.append((last, answer.revision, numbers))
            last = answer.revision
            answers.append(last)
            time.sleep(PAUSE)

    set_counters(engine, 1)
    readers = [threading.Thread(target=read, args=(str(number),)) for number in range(READERS)]
    for reader in readers:
        reader.start()
    for number in range(2, WRITES_READ + 2):
        set_counters(engine, number)
        assert engine.revision == number
    over.set()
    for reader in readers:
        reader.join(30)
    assert wrong == []
    assert len(answers) > WRITES_READ


def test_revisions_leave_nothing_behind(engine: Isolated, tmp_path: Path) -> None:
    def held() -> tuple[int, int, int]:
        me = psutil.Process()
        snapshots = len(list((tmp_path / "store" / "snapshots").iterdir()))
        return me.num_fds(), len(me.children(recursive=True)), snapshots

    def turn(number: int) -> None:
        set_counters(engine, number)
        assert engine.evaluate(ALL).read()

    for number in range(10):
        turn(number)
    before = held()
    for number in range(WRITES):
        turn(number)
    assert all(now <= then + 2 for now, then in zip(held(), before, strict=True)), before
    assert len(engine.pool.snapshots()) == 1


def test_revisions_that_are_over_before_they_are_in_memory_leave_nothing(
    engine: Isolated, tmp_path: Path
) -> None:
    """Writes a store that takes longer to load than the next write to come."""
    rows = "".join(f"<{EX}s{place}> <{EX}q> {place} .\n" for place in range(150_000))
    engine.replace(EX + "large", rows.encode(), "text/turtle")
    for number in range(10):
        set_counters(engine, number)
    me = psutil.Process()
    assert len(list((tmp_path / "store" / "snapshots").iterdir())) == 1
    assert len(me.children(recursive=True)) < 8
