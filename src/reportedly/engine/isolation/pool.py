"""Hands queries to workers, and ends those that pass a limit."""

import asyncio
import os
import signal
from collections import Counter
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from reportedly.engine.isolation import image
from reportedly.engine.isolation.asking import Allowance, Worker
from reportedly.engine.isolation.forker import Forker
from reportedly.engine.isolation.generation import Generation
from reportedly.engine.isolation.limits import Limits
from reportedly.engine.isolation.loop import off_loop
from reportedly.engine.isolation.turns import Turns
from reportedly.engine.port import Answer, Caller, Content, Query
from reportedly.errors import EngineDied, QueryTakesTime, ReportedlyError


class Pool:
    """Answers queries in other processes, over the newest revision that was published.

    For one event loop; what is not a coroutine can be asked from any thread. `kills` counts the
    workers that were ended, by error code.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.turns = Turns(limits.workers, limits.share, limits.waiting)
        self.kills: Counter[str] = Counter()
        self._current: Generation | None = None
        self._users: dict[Generation, int] = {}
        self._aside: set[asyncio.Task[Any]] = set()

    async def publish(self, root: Forker, revision: int, snapshot: Path) -> None:
        """Answer over this snapshot from now on; what is running ends on its own revision.

        Raises EOFError or OSError if `root` can't fork the processes that this takes.
        """
        fresh = await off_loop(self._make, root, revision, snapshot)
        old, self._current = self._current, fresh
        self._users[fresh] = 1
        if old and self._is_over(old):
            await old.close()

    def _make(self, root: Forker, revision: int, snapshot: Path) -> Generation:
        pause = image.pause(snapshot) if self._current else 0
        return Generation(root, revision, snapshot, self._limits.answer, pause)

    async def evaluate(self, query: Query | Content, caller: Caller) -> Answer | None:
        """Answer a query.

        Raises Overloaded, QueryTakesTime, QueryTakesMemory, AnswerTooLarge, EngineDied, ClientGone
        and what `Engine.evaluate` raises; EOFError or OSError if there can be no worker.
        """
        seconds = min(query.seconds or self._limits.seconds, self._limits.seconds)
        allowance = Allowance(seconds, self._limits.memory, caller.gone)
        async with self.turns.turn(caller.name, seconds):
            allowance.check()
            generation = self._enter()
            try:
                return await self._answer(generation, query, allowance)
            finally:
                if self._is_over(generation):
                    self._do_aside(generation.close())

    def snapshots(self) -> frozenset[Path]:
        """Return the directories that are still read."""
        return frozenset(generation.snapshot for generation in tuple(self._users))

    def in_memory(self) -> bool:
        """Say whether queries are answered from memory by now; until then, they are from disk."""
        current = self._current
        return current is not None and current.in_memory

    async def close(self) -> None:
        """End all workers that are not busy; those that are end when they have answered."""
        last, self._current = self._current, None
        if last and self._is_over(last):
            await last.close()

    def _enter(self) -> Generation:
        if self._current is None:
            raise EngineDied("There is no data yet.")
        self._users[self._current] += 1
        return self._current

    def _is_over(self, generation: Generation) -> bool:
        """Take a user off a generation; say whether it was the last, which may be the pool."""
        self._users[generation] -= 1
        if self._users[generation]:
            return False
        del self._users[generation]
        return True

    async def _answer(
        self, generation: Generation, query: Query | Content, allowance: Allowance
    ) -> Answer | None:
        worker = await self._start(generation, (query, allowance.seconds))
        try:
            reply, files = await worker.reply(allowance)
        except (EOFError, OSError, ReportedlyError) as error:
            raise await self._lost(worker, error) from None
        except asyncio.CancelledError:
            await worker.end()
            raise
        if not generation.keep(worker):
            self._do_aside(worker.end())
        return _read(reply, files, generation.revision)

    async def _start(self, generation: Generation, request: object) -> Worker:
        """Give a request to a worker; to the next one where an idle one has died meanwhile."""
        for _ in range(self._limits.workers + 1):
            worker = await generation.take()
            try:
                await worker.send(request)
            except OSError:
                await worker.end()
            else:
                return worker
        raise EngineDied("No process that could answer stayed alive.", hint="Ask again.")

    async def _lost(self, worker: Worker, error: Exception) -> ReportedlyError:
        """End a worker that passed a limit or died; return the error that says so."""
        status = await worker.end()
        found = error if isinstance(error, ReportedlyError) else _death(status, self._limits)
        self.kills[found.code] += 1
        return found

    def _do_aside(self, work: Coroutine[Any, Any, object]) -> None:
        """Have something done that nobody waits for."""
        task = asyncio.get_running_loop().create_task(work)
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)


def _read(reply: Any, files: list[int], revision: int) -> Answer | None:
    """Return the answer that a worker has sent. Raises the error that it has sent instead."""
    if isinstance(reply, ReportedlyError):
        raise reply
    file = os.fdopen(files[0], "rb") if files else None
    if file:
        file.seek(0)
    body, media_type = reply
    return Answer(body, media_type, revision, file) if media_type else None


def _death(status: int, limits: Limits) -> ReportedlyError:
    """Say what a worker has died of, by its wait status."""
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM:
        return QueryTakesTime(limits.seconds)
    return EngineDied(
        "The engine could not bear this query: its process ended.",
        hint="Write it with less nesting, shorter paths or fewer patterns, or in several queries.",
    )
