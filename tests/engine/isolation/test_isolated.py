"""The engine in other processes: what a query can do to it, and what it can't."""

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from reportedly.engine.embedded import Embedded
from reportedly.engine.isolated import Isolated
from reportedly.engine.isolation import generation, image
from reportedly.engine.isolation.limits import Limits
from reportedly.engine.port import Caller, Change, Content, Document, Query, Update
from reportedly.errors import (
    AnswerTooLarge,
    ClientGone,
    EngineDied,
    LimitError,
    QueryRefused,
    QuerySyntaxError,
    QueryTakesMemory,
    QueryTakesTime,
    QueryTooComplex,
    StoreLocked,
    WriteTakesTime,
)

EX = "http://example.org/"
TURTLE = "text/turtle"
ALL = Query("SELECT ?o { ?s ?p ?o } ORDER BY ?o", "text/csv")
CROSS = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(6))
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}"
LIMITS = Limits(
    seconds=1.5, memory=100 << 20, answer=1 << 20, workers=4, share=3, waiting=4, write_seconds=2
)


@pytest.fixture(scope="module")
def engine() -> Iterator[Isolated]:
    engine = Isolated(None, LIMITS)
    triples = "\n".join(f"<{EX}s{n}> <{EX}p> {n} ." for n in range(300))
    engine.replace(EX + "many", triples.encode(), TURTLE)
    yield engine
    engine.close()


def rows(engine: Isolated, query: Query = ALL) -> list[bytes]:
    return engine.evaluate(query).read().split()[1:]


@pytest.mark.parametrize(
    ("query", "error"),
    [
        (ENDLESS, QueryTakesTime),
        (f"SELECT * {{ {CROSS} }} ORDER BY ?c3", QueryTakesMemory),
        (f"SELECT * {{ {CROSS} }}", AnswerTooLarge),
        (f"SELECT * {{ {'{' * 3000}{'}' * 3000} }}", EngineDied),
        (f"ASK {{ FILTER({'!' * 10_000}true) }}", EngineDied),
        ("SELECT *", QuerySyntaxError),
    ],
    ids=["endless", "hungry", "talkative", "nested", "negated", "malformed"],
)
def test_a_query_that_takes_too_much_is_ended_alone(
    engine: Isolated, query: str, error: type[Exception]
) -> None:
    with ThreadPoolExecutor(2) as both:
        bad = both.submit(engine.evaluate, Query(query))
        good = both.submit(
            engine.evaluate, Query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "text/csv")
        )
        assert good.result(5).body == b"n\r\n300\r\n"
        with pytest.raises(error):
            bad.result(5)
    assert len(rows(engine)) == 300


def test_readers_see_all_of_a_change_of_several_graphs(engine: Isolated) -> None:
    document = Document(f"<{EX}t> <{EX}q> 'changed' .".encode(), TURTLE)
    revision = engine.change([Change(EX + name, document) for name in "ab"])
    seen = engine.evaluate(
        Query("SELECT ?g { GRAPH ?g { ?s ?p 'changed' } } ORDER BY ?g", "text/csv")
    )
    assert (seen.revision, seen.body.split()[1:]) == (
        revision,
        [b"http://example.org/a", b"http://example.org/b"],
    )
    assert engine.change([Change(EX + name, None) for name in "ab"]) == revision + 1
    assert len(rows(engine)) == 300


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> {} }", QueryRefused),
        (f"SELECT * {{ {'{' * 3000}{'}' * 3000} }}", QueryTooComplex),
    ],
    ids=["service", "nested"],
)
def test_a_query_of_a_stranger_is_guarded(
    engine: Isolated, query: str, error: type[Exception]
) -> None:
    killed = engine.pool.kills.total()
    with pytest.raises(error):
        engine.evaluate(Query(query, guarded=True))
    assert engine.pool.kills.total() == killed


def test_a_long_query_is_answered(engine: Isolated) -> None:
    values = " ".join(map(str, range(100_000)))
    query = f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {values} }} }}"
    assert rows(engine, Query(query, "text/csv")) == [b"100000"]


def test_nobody_waits_for_much_data_to_be_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation, "_PATIENCE", 60)
    monkeypatch.setattr(image, "pause", lambda _: 60)
    with closing(Isolated(None, LIMITS)) as engine:
        assert engine.pool.in_memory()
        engine.replace(EX + "g", f"<{EX}s> <{EX}p> 1 .".encode(), TURTLE)
        assert rows(engine) == [b"1"]
        assert not engine.pool.in_memory()


@pytest.mark.parametrize(("size", "pause"), [(1, 0), (24 << 20, 1.5), (1 << 30, 5)])
def test_the_more_there_is_to_load_the_longer_the_pause(
    tmp_path: Path, size: int, pause: float
) -> None:
    for name in ("1.sst", "2.sst"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(size // 2)
    assert image.pause(tmp_path) == pause


def test_a_long_answer_comes_whole(engine: Isolated) -> None:
    answer = engine.evaluate(Query("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 8000", "text/csv"))
    assert answer.file is not None
    assert answer.size > 1 << 16
    assert answer.read().count(b"\n") == 8001


def test_a_query_can_lower_its_own_time(engine: Isolated) -> None:
    with pytest.raises(QueryTakesTime, match=r"0\.2 seconds"):
        engine.evaluate(Query(ENDLESS, seconds=0.2))


def test_a_client_that_goes_frees_its_worker(engine: Isolated) -> None:
    leaves = time.monotonic() + 0.3
    with pytest.raises(ClientGone):
        engine.evaluate(Query(ENDLESS), Caller("a", lambda: time.monotonic() > leaves))
    assert engine.pool.turns.held() == 0


def test_one_client_can_not_take_all_turns(engine: Isolated) -> None:
    with ThreadPoolExecutor(6) as many:
        greedy = [many.submit(engine.evaluate, Query(ENDLESS), Caller("greedy")) for _ in range(4)]
        time.sleep(0.3)
        engine.evaluate(ALL, Caller("modest"))
        assert not all(each.done() for each in greedy)
        assert all(isinstance(each.exception(10), LimitError) for each in greedy)


def test_a_change_is_seen_by_all_that_follows(engine: Isolated) -> None:
    for number in range(5):
        before = engine.revision
        engine.replace(EX + "one", f"<{EX}s> <{EX}q> {number} .".encode(), TURTLE)
        assert engine.revision == before + 1
        query = Query(f"SELECT ?o {{ <{EX}s> <{EX}q> ?o }}", "text/csv")
        assert rows(engine, query) == [str(number).encode()]
    assert engine.remove(EX + "one")


def test_what_runs_meanwhile_ends_on_its_own_revision(engine: Isolated) -> None:
    slow = Query(f"SELECT (COUNT(*) AS ?n) {{ {CROSS[:40]} }}", "text/csv")
    with ThreadPoolExecutor(1) as other:
        running = other.submit(engine.evaluate, slow)
        engine.replace(EX + "two", f"<{EX}s> <{EX}q> 1 .".encode(), TURTLE)
        assert isinstance(running.exception(5), LimitError | None)
    assert engine.remove(EX + "two")


def test_a_triple_in_two_graphs_counts_once(engine: Isolated) -> None:
    engine.replace(EX + "copy", f"<{EX}s1> <{EX}p> 1 .".encode(), TURTLE)
    engine.replace(None, f"<{EX}s1> <{EX}p> 1 .".encode(), TURTLE)
    assert len(rows(engine)) == 300
    content = engine.content(Content(None, "application/n-triples"))
    assert content is not None
    assert content.read().count(b"\n") == 1
    engine.remove(EX + "copy")
    engine.remove(None)


def test_an_update_that_takes_too_long_changes_nothing(engine: Isolated) -> None:
    revision = engine.revision
    with pytest.raises(WriteTakesTime):
        engine.update(
            Update(f"INSERT {{ <{EX}a> <{EX}b> ?c0 }} WHERE {{ GRAPH ?g {{ {CROSS} }} }}")
        )
    engine.update(Update(f"INSERT DATA {{ <{EX}a> <{EX}b> 'later' }}"))
    assert engine.revision > revision
    assert len(rows(engine)) == 301
    engine.remove(None)


def test_a_store_in_use_is_refused(tmp_path: Path) -> None:
    held = Embedded.on_disk(tmp_path / "store")
    with pytest.raises(StoreLocked):
        Isolated(tmp_path / "store", LIMITS)
    held.close()


def test_no_process_is_left_over(tmp_path: Path) -> None:
    before = children()
    engine = Isolated(tmp_path / "store", LIMITS)
    engine.evaluate(ALL)
    assert children() > before
    engine.close()
    assert eventually(lambda: children() == before)


def test_what_was_acknowledged_outlives_the_writer(tmp_path: Path) -> None:
    engine = Isolated(tmp_path / "store", LIMITS)
    engine.replace(EX + "g", b"<#a> <#b> 1 .", TURTLE)
    engine.close()
    again = Isolated(tmp_path / "store", LIMITS)
    assert rows(again) == [b"1"]
    assert again.revision == engine.revision
    again.close()


def children() -> set[int]:
    """The processes below this one that are alive."""
    return {
        child.pid
        for child in psutil.Process(os.getpid()).children(recursive=True)
        if child.status() != psutil.STATUS_ZOMBIE
    }


def eventually(condition: Callable[[], bool]) -> bool:
    """Say whether a condition comes true within five seconds."""
    for _ in range(100):
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_a_closed_engine_starts_nothing_again(tmp_path: Path) -> None:
    before = children()
    engine = Isolated(tmp_path / "store", LIMITS)
    engine.close()
    with pytest.raises(EngineDied, match="closed"):
        engine.replace(f"{EX}g", b"<#a> <#b> <#c> .", TURTLE)
    assert eventually(lambda: children() == before)
