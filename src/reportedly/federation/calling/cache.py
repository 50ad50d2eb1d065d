"""Answers of peers, for as long as the operator allows; and one call for all who ask the same."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Hashable
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any, Final, Generic, TypeVar

from reportedly.federation.solutions import Solutions

T = TypeVar("T")

_SIZE: Final = 32 << 20
"""Bytes that all answers may take together."""


@dataclass(frozen=True)
class Kept:
    """An answer: the tag by which its peer knows it, and when it came or was confirmed.

    `size` is how many bytes of memory it takes, together with what was asked.
    One that is `doubtful` is never used before its peer has confirmed it.
    """

    solutions: Solutions
    tag: str
    size: int
    since: float
    doubtful: bool = False

    @property
    def age(self) -> float:
        """The seconds since it was good."""
        return monotonic() - self.since

    def is_good(self, seconds: float) -> bool:
        """Say whether it may be used as it is, if that is allowed for so many seconds."""
        return not self.doubtful and self.age < seconds

    def confirmed(self) -> "Kept":
        """Return the same answer, as good as new."""
        return replace(self, since=monotonic())


class Cache:
    """The answers that were used last, within a number of bytes."""

    def __init__(self, size: int = _SIZE) -> None:
        self._limit = size
        self._size = 0
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()

    def find(self, key: Hashable) -> Kept | None:
        """Return the answer to a question, fresh or not."""
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def keep(self, key: Hashable, kept: Kept) -> None:
        """Keep an answer instead of the one before, unless it alone is too large."""
        self.drop(key)
        if kept.size > self._limit:
            return
        self._kept[key] = kept
        self._size += kept.size
        while self._size > self._limit:
            self.drop(next(iter(self._kept)))

    def drop(self, key: Hashable) -> None:
        """Keep the answer to a question no longer."""
        kept = self._kept.pop(key, None)
        self._size -= kept.size if kept else 0


class Shared(Generic[T]):
    """Work that is done once for all who want the same at the same time."""

    def __init__(self) -> None:
        self._running: dict[Hashable, _Work[T]] = {}

    async def do(self, key: Hashable, start: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Return what the work comes to; it is given up when nobody waits for it any more."""
        work = self._running.get(key)
        if work is None or work.task.done():
            work = self._running[key] = _Work(asyncio.create_task(start()))
        work.waiting += 1
        try:
            return await asyncio.shield(work.task)
        finally:
            work.waiting -= 1
            if not work.waiting:
                work.task.cancel()
                if self._running.get(key) is work:
                    del self._running[key]


@dataclass
class _Work(Generic[T]):
    task: asyncio.Task[T]
    waiting: int = 0
