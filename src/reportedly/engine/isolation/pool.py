"""Hands queries to workers, and ends those that pass a limit."""

import os
import signal
from collections import Counter
from pathlib import Path
from threading import Lock

import psutil

from reportedly.engine.isolation.forker import Forker
from reportedly.engine.isolation.generation import Generation, Worker
from reportedly.engine.isolation.limits import Limits
from reportedly.engine.isolation.turns import Turns
from reportedly.engine.isolation.watch import Watch, require
from reportedly.engine.port import Answer, Caller, Content, Query
from reportedly.errors import EngineDied, QueryTakesTime, ReportedlyError


class Pool:
    """Answers queries in other processes, over the newest revision that was published.

    Safe to share between threads. `kills` counts the workers that were ended, by error code.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.turns = Turns(limits.workers, limits.share, limits.waiting)
        self.kills: Counter[str] = Counter()
        self._lock = Lock()
        self._current: Generation | None = None
        self._users: dict[Generation, int] = {}

    def publish(self, root: Forker, revision: int, snapshot: Path) -> None:
        """Answer over this snapshot from now on; what is running ends on its own revision.

        Raises EOFError or OSError if `root` can't fork the processes that this takes.
        """
        fresh = Generation(root, revision, snapshot, self._limits.answer)
        with self._lock:
            old, self._current = self._current, fresh
            self._users[fresh] = 1
        if old:
            self._leave(old)

    def evaluate(self, query: Query | Content, caller: Caller) -> Answer | None:
        """Answer a query.

        Raises Overloaded, QueryTakesTime, QueryTakesMemory, AnswerTooLarge, EngineDied, ClientGone
        and what `Engine.evaluate` raises; EOFError or OSError if there can be no worker.
        """
        seconds = min(query.seconds or self._limits.seconds, self._limits.seconds)
        with self.turns.turn(caller.name, seconds):
            require(caller)
            generation = self._enter()
            try:
                return self._answer(generation, query, caller, seconds)
            finally:
                self._leave(generation)

    def snapshots(self) -> frozenset[Path]:
        """Return the directories that are still read."""
        with self._lock:
            return frozenset(generation.snapshot for generation in self._users)

    def in_memory(self) -> bool:
        """Say whether queries are answered from memory by now; until then, they are from disk."""
        current = self._current
        return current is not None and current.in_memory

    def close(self) -> None:
        """End all workers that are not busy; those that are end when they have answered."""
        with self._lock:
            last, self._current = self._current, None
        if last:
            self._leave(last)

    def _enter(self) -> Generation:
        with self._lock:
            if self._current is None:
                raise EngineDied("There is no data yet.")
            self._users[self._current] += 1
            return self._current

    def _leave(self, generation: Generation) -> None:
        """Take a user off a generation; the last one, which may be the pool itself, closes it."""
        with self._lock:
            self._users[generation] -= 1
            over = self._users[generation] == 0
            if over:
                del self._users[generation]
        if over:
            generation.close()

    def _answer(
        self, generation: Generation, query: Query | Content, caller: Caller, seconds: float
    ) -> Answer | None:
        worker, watch = self._start(generation, query, caller, seconds)
        try:
            watch.wait(worker.channel)
            reply, files = worker.channel.receive()
        except (EOFError, OSError, ReportedlyError) as error:
            raise self._lost(generation, worker, error) from None
        if watch.made_way:
            generation.end(worker)
        else:
            generation.keep(worker)
        if isinstance(reply, ReportedlyError):
            raise reply
        file = os.fdopen(files[0], "rb") if files else None
        if file:
            file.seek(0)
        body, media_type = reply
        return Answer(body, media_type, generation.revision, file) if media_type else None

    def _start(
        self, generation: Generation, query: Query | Content, caller: Caller, seconds: float
    ) -> tuple[Worker, Watch]:
        """Give the query to a worker; to the next one where an idle one has died meanwhile."""
        for _ in range(self._limits.workers + 1):
            worker = generation.take()
            try:
                watch = Watch(worker.child.pid, seconds, self._limits.memory, caller)
                worker.channel.send((query, seconds))
            except (OSError, psutil.NoSuchProcess):
                generation.end(worker)
            else:
                return worker, watch
        raise EngineDied("No process that could answer stayed alive.", hint="Ask again.")

    def _lost(self, generation: Generation, worker: Worker, error: Exception) -> ReportedlyError:
        """End a worker that passed a limit or died; return the error that says so."""
        status = generation.end(worker)
        found = error if isinstance(error, ReportedlyError) else _death(status, self._limits)
        self.kills[found.code] += 1
        return found


def _death(status: int, limits: Limits) -> ReportedlyError:
    """Say what a worker has died of, by its wait status."""
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM:
        return QueryTakesTime(limits.seconds)
    return EngineDied(
        "The engine could not bear this query: its process ended.",
        hint="Write it with less nesting, shorter paths or fewer patterns, or in several queries.",
    )
