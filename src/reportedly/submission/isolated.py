"""Checks submissions in processes that can be ended: none can stop the server or fill it.

this process ── root      forks what is asked of it, and has no threads
                └─ image  holds the shapes and the vocabulary, ready for use
                   └─ workers  check one submission after another
"""

import asyncio
import gc
import signal
from collections.abc import Sequence
from typing import Any, Final

import pyoxigraph as ox

from reportedly import validation
from reportedly.engine.isolation import forker
from reportedly.engine.isolation.asking import Allowance, Worker
from reportedly.engine.isolation.channel import Channel
from reportedly.engine.isolation.forker import Forker
from reportedly.engine.isolation.limits import Limits
from reportedly.engine.isolation.loop import Loop, off_loop
from reportedly.engine.isolation.turns import Turns
from reportedly.engine.port import NOBODY, Caller, Document
from reportedly.errors import CheckTakesTooMuch, ReportedlyError
from reportedly.submission.checking import Checked, check

Extra = Sequence[ox.Triple]
_Given = tuple[Document, str | None]
_MOMENT: Final = 1
"""Seconds that a server has for its own start before that of the processes."""


def hold(channel: Channel, _: object, extra: Extra) -> None:
    """Make the shapes and the vocabulary ready, say so, and fork workers that share them."""
    validation.validator().check((), extra)
    validation.validator().warm()
    gc.collect()
    gc.freeze()
    channel.send(None)
    forker.serve(channel, extra)


def work(channel: Channel, extra: Extra) -> None:
    """Check what comes in, each with its limit in seconds; a second later the system ends this."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    while True:
        (document, text, seconds), _ = channel.receive()
        signal.setitimer(signal.ITIMER_REAL, seconds + 1)
        try:
            reply: Checked | ReportedlyError = check(document, text=text, extra=extra)
        except ReportedlyError as error:
            reply = error
        channel.send(reply)
        signal.setitimer(signal.ITIMER_REAL, 0)


class _Image:
    """A process that has this vocabulary, its idle workers, and how many make use of it."""

    def __init__(self, root: Forker, extra: Extra) -> None:
        self.extra = extra
        self.users = 1
        self._root = root
        self._idle: list[Worker] = []
        self._child = root.fork(hold, extra)
        self._child.channel.receive()
        self._forker = Forker(self._child.channel)

    async def give(self, request: object) -> Worker:
        """Give a request to a worker. Raises EOFError or OSError if there can be none any more."""
        while self._idle:
            worker = self._idle.pop()
            try:
                await worker.send(request)
            except OSError:
                await worker.end()
            else:
                return worker
        worker = await off_loop(Worker.start, self._forker, work)
        await worker.send(request)
        return worker

    async def take_back(self, worker: Worker) -> None:
        """Keep a worker that has replied, unless it makes way for others by now."""
        if worker.slowed:
            await worker.end()
        else:
            self._idle.append(worker)

    async def let_go(self) -> None:
        """Take a user off; after the last one end the process with its workers."""
        self.users -= 1
        if not self.users:
            for worker in self._idle:
                await worker.end()
            await off_loop(self._root.end, self._child)


class Checkers:
    """The function `check` in other processes, within limits. Safe to share between threads.

    They are started anew when `extra` is another sequence than before. Those who call wait for them
    on `loop`, which stays open.
    """

    def __init__(self, limits: Limits, loop: Loop) -> None:
        self._limits = limits
        self._turns = Turns(limits.workers, limits.share, limits.waiting)
        self._loop = loop
        self._changing = asyncio.Lock()
        self._root: Forker | None = None
        self._image: _Image | None = None

    def __call__(
        self,
        document: Document,
        *,
        text: str | None = None,
        extra: Extra = (),
        caller: Caller = NOBODY,
    ) -> Checked:
        """Check the document of one report; see `check`.

        Raises what that does, CheckTakesTooMuch, ClientGone, and Overloaded if too many wait.
        """
        return self._loop.run(self._check((document, text), extra, caller))

    def prepare(self) -> None:
        """Start the processes in a moment, so that the first check finds them ready."""
        self._loop.start(self._prepared())

    def close(self) -> None:
        """End all processes, also those that are busy."""
        if self._image:
            self._loop.run(self._drop(self._image))
        if self._root:
            self._root.close()

    async def _prepared(self) -> None:
        await asyncio.sleep(_MOMENT)
        await self._ready(())

    async def _check(self, given: _Given, extra: Extra, caller: Caller) -> Checked:
        seconds, memory = self._limits.seconds, self._limits.memory
        allowance = Allowance(seconds, memory, caller.gone, _too_long, _too_much)
        async with self._turns.turn(caller.name, seconds):
            allowance.check()
            image, worker = await self._start(extra, (*given, seconds))
            try:
                reply = await _reply(image, worker, allowance)
            finally:
                await image.let_go()
        if isinstance(reply, ReportedlyError):
            raise reply
        checked: Checked = reply
        return checked

    async def _start(self, extra: Extra, request: object) -> tuple[_Image, Worker]:
        """Have a worker begin; in a new image where the one that there was has died meanwhile."""
        image = await self._enter(extra)
        try:
            return image, await image.give(request)
        except (EOFError, OSError):
            await self._leave(image)
        image = await self._enter(extra)
        return image, await image.give(request)

    async def _enter(self, extra: Extra) -> _Image:
        image = await self._ready(extra)
        image.users += 1
        return image

    async def _ready(self, extra: Extra) -> _Image:
        async with self._changing:
            image = self._image
            if image is None or image.extra is not extra:
                if image:
                    await self._drop(image)
                image = self._image = await off_loop(self._open, extra)
            return image

    async def _leave(self, broken: _Image) -> None:
        async with self._changing:
            if self._image is broken:
                await self._drop(broken)
            await broken.let_go()

    async def _drop(self, image: _Image) -> None:
        self._image = None
        await image.let_go()

    def _open(self, extra: Extra) -> _Image:
        if self._root is None or self._root.has_ended():
            self._root = Forker.start(__name__)
        return _Image(self._root, extra)


async def _reply(image: _Image, worker: Worker, allowance: Allowance) -> Any:
    try:
        reply, _ = await worker.reply(allowance)
    except (EOFError, OSError) as error:
        await worker.end()
        raise _too_hard() from error
    except BaseException:
        await worker.end()
        raise
    await image.take_back(worker)
    return reply


def _too_long(seconds: float) -> CheckTakesTooMuch:
    return CheckTakesTooMuch(f"The check was stopped after {seconds:g} seconds.")


def _too_much(memory: int) -> CheckTakesTooMuch:
    return CheckTakesTooMuch(f"The check was stopped when it took more than {memory:,} bytes.")


def _too_hard() -> CheckTakesTooMuch:
    return CheckTakesTooMuch("The process that checked this report has ended.")
