"""The server is killed while it writes: what it acknowledged stays, and nothing is half-done."""

import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

import psutil
import pytest

from reportedly.engine.embedded import Embedded
from reportedly.engine.isolated import Isolated
from reportedly.engine.isolation.limits import Limits
from reportedly.engine.port import Query
from reportedly.errors import ReportedlyError

from .site import Site, alive, running

pytestmark = pytest.mark.slow

ROUNDS = 50
TRIPLES = 25
"""In each graph, all of which have the same object: the number of the write."""
WRITERS = 2
EX = "http://example.org/"
FOUND = Query(
    "SELECT ?g ?o (COUNT(*) AS ?n) { GRAPH ?g { ?s <http://example.org/p> ?o } } GROUP BY ?g ?o",
    "text/csv",
)


@dataclass
class Ledger:
    """What one writer did to its graph: the last number acknowledged, and the last sent."""

    graph: str
    acknowledged: int = 0
    sent: int = 0


@dataclass
class Load:
    """Writers that replace their graphs, each by the next number, until the server is gone."""

    ledgers: list[Ledger] = field(
        default_factory=lambda: [Ledger(f"{EX}g{number}") for number in range(WRITERS)]
    )
    refusals: list[str] = field(default_factory=list)

    @contextmanager
    def on(self, write: Callable[[str, int], bool]) -> Iterator[None]:
        writers = [
            threading.Thread(target=self._write, args=(each, write)) for each in self.ledgers
        ]
        for writer in writers:
            writer.start()
        try:
            yield
        finally:
            for writer in writers:
                writer.join(30)

    def _write(self, ledger: Ledger, write: Callable[[str, int], bool]) -> None:
        with suppress(OSError, HTTPException):
            while True:
                ledger.sent += 1
                if write(ledger.graph, ledger.sent):
                    ledger.acknowledged = ledger.sent

    def check(self, answer: bytes) -> None:
        """See that each graph is whole, and at the last acknowledged write or one sent later."""
        found = [line.split(",") for line in answer.decode().split()[1:]]
        numbers = {graph: int(number) for graph, number, _ in found}
        assert len(found) == len(numbers), found
        assert all(int(count) == TRIPLES for _, _, count in found), found
        for each in self.ledgers:
            assert each.acknowledged <= numbers.get(each.graph, 0) <= each.sent
            each.acknowledged = each.sent = numbers.get(each.graph, 0)


def triples(number: int) -> str:
    return " . ".join(f"<{EX}s{place}> <{EX}p> {number}" for place in range(TRIPLES))


def update(site: Site) -> Callable[[str, int], bool]:
    """How to replace a graph over HTTP."""

    def write(graph: str, number: int) -> bool:
        data = f"GRAPH <{graph}> {{ {triples(number)} }}"
        text = f"DROP SILENT GRAPH <{graph}> ; INSERT DATA {{ {data} }}"
        headers = {"Content-Type": "application/sparql-update"}
        return site.send("POST", "/update", text.encode(), headers).status == 204

    return write


def test_no_acknowledged_write_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    chance, load, store = random.Random(3), Load(), tmp_path / "store"
    left: set[psutil.Process] = set()
    for _ in range(ROUNDS):
        with running("--store", str(store), "--empty", "--allow-anonymous-writes") as site:
            load.check(site.ask(FOUND.text).body)
            with load.on(update(site)):
                time.sleep(chance.uniform(0.05, 0.8))
                site.look()
                os.kill(site.process.pid, signal.SIGKILL)
        left |= site.seen
        assert site.left_over() == []
    with closing(Embedded.on_disk(store)) as engine:
        load.check(engine.evaluate(FOUND).body)
    assert sum(each.acknowledged for each in load.ledgers) > ROUNDS // 2
    assert not any(map(alive, left))
    assert len(list((store / "snapshots").iterdir())) <= 3


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Isolated]:
    with closing(Isolated(tmp_path / "store", Limits(seconds=5, write_seconds=10))) as engine:
        yield engine
    assert not any(map(alive, psutil.Process().children(recursive=True)))


def processes() -> list[psutil.Process]:
    return psutil.Process().children(recursive=True)


@contextmanager
def until(over: threading.Event) -> Iterator[None]:
    """Set an event in the end, also if that is a failure."""
    try:
        yield
    finally:
        over.set()


def replace(engine: Isolated, graph: str, number: int) -> bool:
    """Write, which a crash may refuse but not halve."""
    try:
        engine.replace(graph, f"{triples(number)} .".encode(), "text/turtle")
    except ReportedlyError:
        return False
    return True


def test_any_process_of_the_engine_can_be_killed(engine: Isolated) -> None:
    """At random moments of a load of writes and queries, which at worst fail with clear errors."""
    chance, load, over = random.Random(5), Load(), threading.Event()
    errors: list[str] = []

    def write(graph: str, number: int) -> bool:
        if over.is_set():
            raise OSError
        return replace(engine, graph, number)

    def read() -> None:
        while not over.is_set():
            with suppress(ReportedlyError):
                try:
                    engine.evaluate(FOUND)
                except (OSError, EOFError, psutil.Error) as error:
                    errors.append(repr(error))

    reader = threading.Thread(target=read)
    with load.on(write), until(over):
        reader.start()
        for _ in range(ROUNDS):
            time.sleep(chance.uniform(0.01, 0.3))
            with suppress(psutil.NoSuchProcess):
                if there := processes():
                    chance.choice(there).kill()
    reader.join(30)
    assert errors == []
    assert recovered(engine)
    load.check(engine.evaluate(FOUND).read())
    assert sum(each.acknowledged for each in load.ledgers) > 2


@pytest.mark.parametrize("order", [1, -1], ids=["forker first", "forker last"])
def test_all_processes_of_the_engine_can_be_killed(engine: Isolated, order: int) -> None:
    replace(engine, EX + "g", 1)
    for process in processes()[::order]:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    assert recovered(engine)
    assert b",1,25" in engine.evaluate(FOUND).read()


def recovered(engine: Isolated) -> bool:
    """Say whether a write and a query succeed, after one that may be the first to notice."""
    replace(engine, EX + "other", 1)
    return replace(engine, EX + "other", 2) and engine.evaluate(Query("ASK {}")).size > 0
