"""The processes that answer for one revision of the data."""

import asyncio
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from reportedly.engine.isolation import image, worker
from reportedly.engine.isolation.asking import Worker
from reportedly.engine.isolation.forker import Child, Forker
from reportedly.engine.isolation.loop import off_loop

_PATIENCE: Final = 0.5
"""Seconds to wait for the data to be in memory before the snapshot on disk has to do."""


class _Images(NamedTuple):
    """The process that has the data on disk, and the one that is loading them, or has."""

    disk: Child
    memory: Child


class Generation:
    """One revision of the data: an image of it on disk and one in memory, and idle workers.

    To be made in a thread, because that blocks; else for one event loop. `answer` is the limit of
    an answer in bytes. `in_memory` says whether new workers read the data in memory, which are
    loaded after a `pause` in seconds.
    """

    def __init__(
        self, root: Forker, revision: int, snapshot: Path, answer: int, pause: float = 0
    ) -> None:
        self.revision = revision
        self.snapshot = snapshot
        self._answer = answer
        self._root = root
        self._mending = asyncio.Lock()
        self._adopt(self._start(pause))
        if not pause and self._images.memory.channel.ready(_PATIENCE):
            self._change_over()

    async def take(self) -> Worker:
        """Return an idle worker, or a new one; one that reads from memory as soon as it can.

        Raises EOFError or OSError if there can be none.
        """
        if not self._loaded and self._images.memory.channel.ready(0):
            await _end(self._change_over())
        if self._idle:
            return self._idle.pop()
        used = self._image
        try:
            return await self._fork()
        except (EOFError, OSError):
            await self._mend(used)
            return await self._fork()

    def keep(self, idle: Worker) -> bool:
        """Take a worker back that has answered, unless it is better ended."""
        good = idle.forker is self._image and not idle.slowed
        if good:
            self._idle.append(idle)
        return good

    async def close(self) -> None:
        """End the images with all their workers, and remove the snapshot."""
        await _end(self._idle)
        await off_loop(self._remove)

    async def _fork(self) -> Worker:
        return await off_loop(Worker.start, self._image, worker.main, self._answer)

    async def _mend(self, broken: Forker) -> None:
        """Start anew after an image has ended, unless somebody else has done so."""
        async with self._mending:
            if self._image is broken:
                self._loaded = True  # what is there is not to be looked at meanwhile
                await _end(self._idle)
                self._adopt(await off_loop(self._restart))

    def _restart(self) -> _Images:
        self._end_images()
        return self._start(0)

    def _start(self, pause: float) -> _Images:
        disk = self._root.fork(image.on_disk, self.snapshot)
        try:
            return _Images(disk, self._root.fork(image.in_memory, self.snapshot, pause))
        except (EOFError, OSError):
            self._root.end(disk)
            raise

    def _adopt(self, images: _Images) -> None:
        self._images = images
        self._image = Forker(images.disk.channel)
        self._idle: list[Worker] = []
        self._loaded = False
        self.in_memory = False

    def _remove(self) -> None:
        self._end_images()
        shutil.rmtree(self.snapshot, ignore_errors=True)

    def _end_images(self) -> None:
        for each in self._images:
            self._root.end(each)

    def _change_over(self) -> list[Worker]:
        """Change to the image in memory, if it could be loaded; return the workers to be ended."""
        self._loaded = True
        with suppress(EOFError, ConnectionError):
            self._images.memory.channel.receive()
            self._image = Forker(self._images.memory.channel)
            self.in_memory = True
        dismissed, self._idle = self._idle, []
        return dismissed


async def _end(workers: list[Worker]) -> None:
    for each in workers:
        each.let_go()
    await off_loop(lambda: [each.bury() for each in workers])
