"""A worker is asked for anything, with limits that know nothing of what it is asked for."""

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import psutil
import pytest

from reportedly.engine.isolation.asking import Allowance, Worker
from reportedly.engine.isolation.forker import Forker
from reportedly.engine.isolation.loop import Loop
from reportedly.errors import ClientGone, QueryTakesMemory, QueryTakesTime, RequestError

ECHO = "lambda channel, *_: [channel.send(f()) for f in iter(lambda: channel.receive()[0], None)]"
ALLOWANCE = Allowance(seconds=10, memory=50 << 20)


@dataclass(frozen=True)
class Code:
    """A function, sent as its source."""

    source: str

    def __reduce__(self) -> tuple[Any, ...]:
        return eval, (self.source,)

    def __call__(self, *_: object) -> Any:
        raise NotImplementedError


@pytest.fixture(scope="module")
def loop() -> Iterator[Loop]:
    with closing(Loop()) as loop:
        yield loop


@pytest.fixture(scope="module")
def forker() -> Iterator[Forker]:
    with closing(Forker.start()) as forker:
        yield forker


@pytest.fixture
def worker(forker: Forker, loop: Loop) -> Iterator[Worker]:
    """A worker that does what it is sent, and replies with what comes of it."""
    worker = Worker.start(forker, Code(ECHO))
    yield worker
    loop.run(worker.end())


async def ask(worker: Worker, source: str, allowance: Allowance = ALLOWANCE) -> Any:
    await worker.send(Code(f"lambda: {source}"))
    return (await worker.reply(allowance))[0]


def test_replies_are_those_of_the_requests(worker: Worker, loop: Loop) -> None:
    for number in range(20):
        assert loop.run(ask(worker, str(number))) == number
    assert loop.run(ask(worker, "bytes(5_000_000)")) == bytes(5_000_000)
    assert loop.run(ask(worker, f"len({'x' * 300_000!r})")) == 300_000


SLEEP = "__import__('time').sleep(60)"
GROW = "[bytearray(10 << 20) for _ in iter(lambda: __import__('time').sleep(0.01), 1)]"


@pytest.mark.parametrize(
    ("source", "allowance", "error"),
    [
        (SLEEP, Allowance(0.2, 1 << 30), QueryTakesTime),
        (SLEEP, Allowance(0.2, 1 << 30, too_long=lambda _: RequestError("late")), RequestError),
        (SLEEP, Allowance(60, 1 << 30, gone=lambda: True), ClientGone),
        (GROW, Allowance(60, 100 << 20), QueryTakesMemory),
        (GROW, Allowance(60, 1 << 20, too_much=lambda _: RequestError("large")), RequestError),
    ],
    ids=["time", "time, said otherwise", "client", "memory", "memory, said otherwise"],
)
def test_what_passes_a_limit_is_told_by_its_error(
    worker: Worker, loop: Loop, source: str, allowance: Allowance, error: type[Exception]
) -> None:
    started = time.monotonic()
    with pytest.raises(error):
        loop.run(ask(worker, source, allowance))
    assert time.monotonic() - started < 10


def test_a_worker_that_dies_is_told(worker: Worker, loop: Loop) -> None:
    with pytest.raises((EOFError, OSError)):
        loop.run(ask(worker, "__import__('os').abort()"))
    status = loop.run(worker.end())
    assert os.WTERMSIG(status) == signal.SIGABRT


def test_a_worker_that_died_idle_is_told_when_it_is_asked(worker: Worker, loop: Loop) -> None:
    pid = loop.run(ask(worker, "__import__('os').getpid()"))
    psutil.Process(pid).kill()
    time.sleep(0.1)
    with pytest.raises((EOFError, OSError)):
        loop.run(ask(worker, "1"))


def test_what_is_not_waited_for_any_more_can_be_ended(worker: Worker, loop: Loop) -> None:
    async def give_up() -> None:
        async with asyncio.timeout(0.1):
            await ask(worker, SLEEP)

    with pytest.raises(TimeoutError):
        loop.run(give_up())
    assert os.WTERMSIG(loop.run(worker.end())) == signal.SIGKILL
