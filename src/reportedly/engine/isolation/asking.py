"""Asks a process for something, and watches what that takes: time, memory, and who waits for it."""

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final, Self

import psutil

from reportedly.engine.isolation.channel import pack
from reportedly.engine.isolation.forker import Child, Forker, Main
from reportedly.engine.isolation.loop import off_loop
from reportedly.errors import ClientGone, QueryTakesMemory, QueryTakesTime, ReportedlyError

_PAUSE: Final = 0.02
"""Seconds before the first look at a worker, and between two."""
_LONG: Final = 0.5
"""Seconds after which a request makes way for others when processors are short."""
_SHORT: Final = 1 << 16
"""Bytes that go through a channel at once, without waiting for the other end."""


@dataclass(frozen=True)
class Allowance:
    """What a request may take: `seconds`, and bytes of `memory` beyond those of an idle worker.

    `gone` says whether nobody waits for the reply any more. `too_long` and `too_much` make, of a
    limit, the error that tells of it.
    """

    seconds: float
    memory: int
    gone: Callable[[], bool] = bool
    too_long: Callable[[float], ReportedlyError] = QueryTakesTime
    too_much: Callable[[int], ReportedlyError] = QueryTakesMemory

    def check(self) -> None:
        """Make sure that somebody waits for the reply. Raises ClientGone."""
        if self.gone():
            raise ClientGone("The client has closed the connection.")


class Worker:
    """A child that serves one request after another, and the forker that it comes from.

    `start` and `bury` block; all else is for one event loop. `slowed` says whether it makes way for
    others, which can't be undone.
    """

    def __init__(self, forker: Forker, child: Child) -> None:
        self.forker = forker
        self.slowed = False
        self._child = child
        self._channel = child.channel
        self._process = psutil.Process(child.pid)
        self._rest = self._process.memory_info().rss
        self._loop: asyncio.AbstractEventLoop | None = None
        self._watch: _Watch | None = None

    @classmethod
    def start(cls, forker: Forker, main: Main, *arguments: object) -> Self:
        """Fork a worker, which takes milliseconds. Raises EOFError or OSError."""
        child = forker.fork(main, *arguments)
        try:
            return cls(forker, child)
        except psutil.NoSuchProcess as error:
            forker.end(child)
            raise EOFError from error

    async def send(self, request: object) -> None:
        """Give it a request. Raises OSError if it has ended."""
        payload = pack(request)
        if len(payload) > _SHORT:
            await off_loop(self._channel.send_packed, payload)
        else:
            self._channel.send_packed(payload)

    async def reply(self, allowance: Allowance) -> tuple[Any, list[int]]:
        """Return its reply, and the open files that come with it.

        Raises the errors of the allowance, ClientGone, and EOFError or OSError if it has ended.
        After an error, and when this is cancelled, it may be busy still, and has to be ended.
        """
        loop = self._listen()
        self._watch = _Watch(loop, self, allowance)
        try:
            await self._watch.readable
        finally:
            self._watch.stop()
            self._watch = None
        if self._channel.size() > _SHORT:
            return await off_loop(self._channel.receive)
        return self._channel.receive()

    async def end(self) -> int:
        """Kill it, wait until it is gone, and return its wait status."""
        self.let_go()
        return await off_loop(self.bury)

    def let_go(self) -> None:
        """Listen to it no more."""
        if self._loop:
            self._loop.remove_reader(self._channel.fileno())
            self._loop = None

    def bury(self) -> int:
        """Kill it after it was let go."""
        return self.forker.end(self._child)

    def look(self, passed: float, allowance: Allowance) -> None:
        """Compare what a request takes, after so many seconds, with what it may take.

        Raises what `reply` does.
        """
        if passed > allowance.seconds:
            raise allowance.too_long(allowance.seconds)
        allowance.check()
        with suppress(psutil.NoSuchProcess):
            if self._process.memory_info().rss - self._rest > allowance.memory:
                raise allowance.too_much(allowance.memory)
            if passed > _LONG and not self.slowed:
                self.slowed = True
                self._process.nice(10)

    def rest(self) -> None:
        """Note how much memory it has kept of what a request took."""
        with suppress(psutil.NoSuchProcess):
            self._rest = self._process.memory_info().rss

    def _listen(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
            self._loop.add_reader(self._channel.fileno(), self._note)
            os.set_blocking(self._channel.fileno(), True)  # uvloop has changed that
        return self._loop

    def _note(self) -> None:
        """Note that something has come, or that it has ended."""
        if self._watch:
            self._watch.end()
        else:
            self.let_go()  # it has died without being asked, which the next one to ask will notice


class _Watch:
    """Looks at a worker until there is something to receive from it, or it passes a limit."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, worker: Worker, allowance: Allowance
    ) -> None:
        self._loop = loop
        self._worker = worker
        self._allowance = allowance
        self._started = monotonic()
        self._has_looked = False
        self._timer = loop.call_later(_PAUSE, self._look)
        self.readable: asyncio.Future[None] = loop.create_future()

    def end(self, error: Exception | None = None) -> None:
        """Have no one wait any more."""
        if self.readable.done():
            return
        if error:
            self.readable.set_exception(error)
        else:
            self.readable.set_result(None)

    def stop(self) -> None:
        """Look no more."""
        self._timer.cancel()
        if self._has_looked:
            self._worker.rest()

    def _look(self) -> None:
        self._has_looked = True
        try:
            self._worker.look(monotonic() - self._started, self._allowance)
        except ReportedlyError as error:
            self.end(error)
        else:
            self._timer = self._loop.call_later(_PAUSE, self._look)
