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

    Safe to share between threads. `answer` is the limit of an answer in bytes. `in_memory` says
    whether new workers read the data in memory.
    """

    def __init__(self, root: Forker, revision: int, snapshot: Path, answer: int) -> None:
        self.revision = revision
        self.snapshot = snapshot
        self._answer = answer
        self._root = root
        self._idle: list[Worker] = []
        self._lock = Lock()
        self._start()
        self._look(_PATIENCE)

    def take(self) -> Worker:
        """Return an idle worker, or a new one; one that reads from memory as soon as it can.

        Raises EOFError or OSError if there can be none.
        """
        with self._lock:
            if not self._loaded:
                self._look(0)
            if self._idle:
                return self._idle.pop()
            try:
                return self._fork()
            except (EOFError, OSError):
                self._end_images()
                self._start()
                return self._fork()

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
            self._dismiss()
            self._end_images()
        shutil.rmtree(self.snapshot, ignore_errors=True)

    def _start(self) -> None:
        self._disk = self._root.fork(image.on_disk, self.snapshot)
        self._memory = self._root.fork(image.in_memory, self.snapshot)
        self._image = Forker(self._disk.channel)
        self._loaded = False
        self.in_memory = False

    def _end_images(self) -> None:
        self._root.end(self._memory)
        self._root.end(self._disk)

    def _dismiss(self) -> None:
        for idle in self._idle:
            idle.image.end(idle.child)
        self._idle.clear()

    def _fork(self) -> Worker:
        return Worker(self._image.fork(worker.main, self._answer), self._image, self)

    def _look(self, seconds: float) -> None:
        """Change over to the image in memory if it is there."""
        if self._memory.channel.ready(seconds):
            with suppress(EOFError):
                self._memory.channel.receive()
                self._image = Forker(self._memory.channel)
                self.in_memory = True
            self._loaded = True
            self._dismiss()
