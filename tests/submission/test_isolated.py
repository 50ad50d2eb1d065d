"""Checks in other processes: the same outcome, and an end to those that take too much."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from time import monotonic, sleep

import psutil
import pyoxigraph as ox
import pytest

from reportedly import generation, resources
from reportedly.engine.isolation.limits import Limits
from reportedly.engine.isolation.loop import Loop
from reportedly.engine.port import Caller, Document
from reportedly.errors import CheckTakesTooMuch, ClientGone, SubmissionRefused
from reportedly.submission import check
from reportedly.submission.isolated import Checkers

pytestmark = pytest.mark.slow

SEED = Document((resources.data() / "reports" / "syria-2024-12-02.ttl").read_bytes(), "text/turtle")
FAULTY = Document(SEED.body.replace(b"rpt:saidOn ", b"rpt:saidAt ", 1), "text/turtle")


@pytest.fixture(scope="module")
def loop() -> Iterator[Loop]:
    with closing(Loop()) as loop:
        yield loop


@pytest.fixture(scope="module")
def checkers(loop: Loop) -> Iterator[Checkers]:
    with closing(Checkers(Limits(workers=2), loop)) as checkers:
        checkers.prepare()
        yield checkers


def descendants(pid: int = os.getpid()) -> set[psutil.Process]:
    return set(psutil.Process(pid).children(recursive=True))


def alive(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return process.status() != psutil.STATUS_ZOMBIE
    return False


def wait_until_gone(processes: set[psutil.Process]) -> None:
    limit = monotonic() + 10
    while any(map(alive, processes)):
        assert monotonic() < limit
        sleep(0.01)


def test_the_outcome_is_the_same(checkers: Checkers) -> None:
    for document in (SEED, FAULTY):
        theirs, ours = checkers(document), check(document)
        assert theirs.outcome.findings == ours.outcome.findings
        assert (theirs.summary, theirs.triples) == (ours.summary, ours.triples)
        assert theirs.accepted is ours.accepted


def test_an_error_arrives_whole(checkers: Checkers) -> None:
    with pytest.raises(SubmissionRefused, match="blank node") as caught:
        checkers(Document(b"<a:s> <a:p> [] .", "text/turtle"))
    assert (caught.value.line, caught.value.column) == (1, 13)


def test_more_vocabulary_is_taken_along(checkers: Checkers) -> None:
    (report,) = generation.corpus(reports=1, seed=1)
    document = Document(report.turtle.encode(), "text/turtle")
    shared = [quad.triple for quad in ox.parse(generation.shared(), format=ox.RdfFormat.TURTLE)]
    assert not checkers(document).accepted
    assert checkers(document, extra=shared).accepted
    assert not checkers(document).accepted


def test_many_at_once(checkers: Checkers) -> None:
    with ThreadPoolExecutor(6) as threads:
        outcomes = [each.accepted for each in threads.map(checkers, [SEED, FAULTY] * 6)]
    assert outcomes == [True, False] * 6


def test_a_process_that_died_is_replaced(checkers: Checkers) -> None:
    checkers(SEED)
    before = descendants()
    deepest = {each for each in before if not each.children()}
    for doomed in (deepest, before - deepest):
        for each in doomed:
            os.kill(each.pid, signal.SIGKILL)
        wait_until_gone(doomed)
        assert checkers(SEED).accepted


@pytest.mark.parametrize(
    ("limits", "word"), [(Limits(seconds=0.05), "0.05 seconds"), (Limits(memory=1 << 20), "bytes")]
)
def test_what_takes_too_much_is_stopped(limits: Limits, word: str, loop: Loop) -> None:
    statements = "".join(f":s{n} a rpt:Statement .\n" for n in range(5_000))
    with (
        closing(Checkers(limits, loop)) as checkers,
        pytest.raises(CheckTakesTooMuch, match=word),
    ):
        checkers(Document(SEED.body + statements.encode(), "text/turtle"))


def test_nobody_is_checked_for_who_has_gone(checkers: Checkers) -> None:
    with pytest.raises(ClientGone):
        checkers(SEED, caller=Caller("somebody", gone=lambda: True))
    assert checkers(SEED).accepted


def test_closing_ends_all_processes(loop: Loop) -> None:
    before = descendants()
    checkers = Checkers(Limits(), loop)
    checkers(SEED)
    started = descendants() - before
    assert started
    checkers.close()
    wait_until_gone(started)
