"""The processes that answer for one revision of the data."""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

from reportedly.engine.isolation import image, worker
from reportedly.engine.isolation.channel import Channel
from reportedly.engine.isolation.forker import Child, Forker

_PATIENCE: Final = 0.5
"""Seconds to wait for the data to be in memory before the snapshot on disk has to do."""


@dataclass(frozen=True)
class Worker:
    """A process that answers queries, the image it was forked from and the data it answers for."""

    child: Child
    image: Forker
    generation: "Generation"

    @property
    def channel(self) -> Channel:
        """The way to ask it."""
        return self.child.channel


class Generation:
    """One revision of the data: an image of it on disk and one in memory, and idle workers.

    Safe to share between threads. `answer` is the limit of an answer in bytes.
    """

    def __init__(self, root: Forker, revision: int, snapshot: Path, answer: int) -> None:
        self.revision = revision
        self._answer = answer
        self._root = root
        self._snapshot = snapshot
        self._disk = root.fork(image.on_disk, snapshot)
        self._disk.channel.receive()
        self._memory = root.fork(image.in_memory, snapshot)
        self._image = Forker(self._disk.channel)
        self._loaded = False
        self._idle: list[Worker] = []
        self._lock = Lock()
        self._look(_PATIENCE)

    def take(self) -> Worker:
        """Return an idle worker, or a new one; one that reads from memory as soon as it can."""
        with self._lock:
            if not self._loaded:
                self._look(0)
            return self._idle.pop() if self._idle else self._fork()

    def keep(self, idle: Worker) -> None:
        """Take a worker back that has answered."""
        with self._lock:
            if idle.image is self._image:
                self._idle.append(idle)
            else:
                idle.image.end(idle.child)

    def end(self, spent: Worker) -> int:
        """Kill a worker, and return the wait status, which tells what it had died of if so."""
        with self._lock:
            return spent.image.end(spent.child)

    def close(self) -> None:
        """End the images with all their workers, and remove the snapshot."""
        with self._lock:
            for idle in self._idle:
                idle.channel.close()
            self._root.end(self._memory)
            self._root.end(self._disk)
        shutil.rmtree(self._snapshot, ignore_errors=True)

    def _fork(self) -> Worker:
        return Worker(self._image.fork(worker.main, self._answer), self._image, self)

    def _look(self, seconds: float) -> None:
        """Change over to the image in memory if it is there."""
        if self._memory.channel.ready(seconds):
            with suppress(EOFError):
                self._memory.channel.receive()
                self._image = Forker(self._memory.channel)
            self._loaded = True
            for idle in self._idle:
                idle.image.end(idle.child)
            self._idle.clear()
