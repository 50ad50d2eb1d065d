"""A store on disk that other processes write and read, so that nothing asked of it harms this one.

    this process ── writer        has the store open, and makes a snapshot of each revision
                 └─ images        hold a revision, in memory and on disk
                     └─ workers   answer queries

All of them are forked by one process without threads.
"""

import asyncio
import os
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from reportedly.engine.isolation import generation, writer
from reportedly.engine.isolation.forker import Child, Forker
from reportedly.engine.isolation.limits import Limits
from reportedly.engine.isolation.loop import Loop, off_loop
from reportedly.engine.isolation.pool import Pool
from reportedly.engine.port import (
    NOBODY,
    Answer,
    Caller,
    Change,
    Content,
    Document,
    Query,
    Update,
)
from reportedly.errors import EngineDied, ReportedlyError, StoreError, WriteTakesTime


class Isolated:
    """An Engine in other processes; see `Engine`. Safe to share between threads.

    Without a path the store is in a directory that goes with this object, in memory where the
    system offers that. Queries wait on an event loop, `loop`, on which others may run, too; the
    methods that are not coroutines block, and are not to be called there.
    """

    def __init__(self, path: Path | None, limits: Limits) -> None:
        self._passing = TemporaryDirectory(prefix="reportedly-", dir=_memory())
        self._path = path or Path(self._passing.name) / "store"
        self._snapshots = self._path / "snapshots"
        self._limits = limits
        self._root = self._fork_from()
        self._writing = Lock()
        self._reviving = asyncio.Lock()
        self._closed = False
        self._revision = 0
        self.loop = Loop()
        self.pool = Pool(limits)
        try:
            self._writer = self._open()
        except ReportedlyError:
            self.loop.close()
            self._root.close()
            self._passing.cleanup()
            raise

    def evaluate(self, query: Query, caller: Caller = NOBODY) -> Answer:
        """Answer a query; see `Engine` and `Pool.evaluate`."""
        return self.loop.run(self.answer(query, caller))

    def content(self, request: Content, caller: Caller = NOBODY) -> Answer | None:
        """Return what a graph holds; see `Engine`."""
        return self.loop.run(self._ask(request, caller))

    async def answer(self, query: Query, caller: Caller = NOBODY) -> Answer:
        """Answer a query, as `evaluate` does, on the loop."""
        answer = await self._ask(query, caller)
        if answer is None:
            raise EngineDied("The engine gave no answer.")
        return answer

    def update(self, update: Update) -> None:
        """Do an update; see `Engine`."""
        self._write("update", update)

    def replace(self, graph: str | None, document: bytes, media_type: str) -> bool:
        """Replace a graph; see `Engine`."""
        return bool(self._write("replace", graph, document, media_type))

    def add(self, graph: str | None, document: bytes, media_type: str) -> bool:
        """Add to a graph; see `Engine`."""
        return bool(self._write("add", graph, document, media_type))

    def write(
        self, graph: str | None, documents: Sequence[Document], replacing: bool = False
    ) -> bool:
        """Add several documents to a graph, or replace it; see `Engine`."""
        return bool(self._write("write", graph, tuple(documents), replacing))

    def remove(self, graph: str | None) -> bool:
        """Remove a graph; see `Engine`."""
        return bool(self._write("remove", graph))

    def change(self, changes: Sequence[Change]) -> int:
        """Change several graphs at once; see `Engine`."""
        return int(self._write("change", tuple(changes)))

    def bring_up_to_date(self, shipped: Mapping[str, bytes]) -> None:
        """Load the shipped graphs that have changed; see `Embedded`."""
        self._write("bring_up_to_date", dict(shipped))

    @property
    def revision(self) -> int:
        """A number that grows with every change, also over restarts."""
        return self._revision

    def close(self) -> None:
        """End all processes. What was acknowledged is on disk.

        A write that is still running is broken off: it was done as a whole or not at all.
        """
        if self._writing.locked():
            with suppress(ProcessLookupError):
                os.kill(self._writer.pid, signal.SIGKILL)
        with self._writing:
            self._closed = True
            self.loop.run(self.pool.close())
            self._root.end(self._writer)
            self._root.close()
            self._passing.cleanup()
        self.loop.close()

    def _fork_from(self) -> Forker:
        modules = (generation.__name__, writer.__name__)
        return Forker.start(*modules, passing=self._passing.name)

    def _open(self) -> Child:
        """Start the writer, and answer over what it finds. Raises StoreError."""
        try:
            child = self._root.fork(writer.main, self._path, self._snapshots, self.pool.snapshots())
        except (EOFError, OSError) as error:
            raise StoreError("No process for the store can be started.") from error
        try:
            self._receive(child)
        except (EOFError, OSError) as error:
            self._root.end(child)
            raise StoreError(f"The store in {self._path} ends what opens it.") from error
        except BaseException:
            self._root.end(child)
            raise
        return child

    async def _ask(self, request: Query | Content, caller: Caller) -> Answer | None:
        try:
            return await self.pool.evaluate(request, caller)
        except (EOFError, OSError):
            async with self._reviving:  # one at a time: this takes a thread, and needs others
                await off_loop(self._revive)
            return await self.pool.evaluate(request, caller)

    def _revive(self) -> None:
        """Start the forker anew if it has ended."""
        with self._writing:
            if self._root.has_ended() and not self._closed:
                self._recover()

    def _write(self, method: str, *arguments: object) -> Any:
        """Have the writer do something; readers see all of it when this returns.

        Raises WriteTakesTime or EngineDied; then it was done as a whole or not at all.
        """
        order = (method, arguments, self._limits.write_seconds)
        with self._writing:
            if self._closed:
                raise EngineDied("The engine was closed.", hint="Ask again when the server is up.")
            try:
                self._send(order)
                return self._receive(self._writer)
            except (EOFError, OSError):
                raise self._death(self._recover()) from None

    def _send(self, order: tuple[Any, ...]) -> None:
        try:
            self._writer.channel.send(order)
        except OSError:  # it had ended before
            self._recover()
            self._writer.channel.send(order)

    def _recover(self) -> int:
        """Start the writer anew, and the forker if need be; return the writer's wait status.

        Raises StoreError.
        """
        status = self._root.end(self._writer)
        if self._root.has_ended():
            self._root.close()
            self._root = self._fork_from()
        self._writer = self._open()
        return status

    def _receive(self, child: Child) -> Any:
        reply, _ = child.channel.receive()
        if isinstance(reply, ReportedlyError):
            raise reply
        result, revision, snapshot = reply
        if snapshot:
            self.loop.run(self.pool.publish(self._root, revision, snapshot))
            self._revision = revision
        return result

    def _death(self, status: int) -> ReportedlyError:
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM:
            return WriteTakesTime(self._limits.write_seconds)
        return EngineDied(
            "The engine could not bear this update: its process ended.",
            hint="Write it with less nesting, or in several updates.",
        )


def _memory() -> str | None:
    """Return a directory that the system keeps in memory, if there is one."""
    shared = Path("/dev/shm")  # noqa: S108 - for a directory of our own in it
    return str(shared) if os.access(shared, os.W_OK) else None
