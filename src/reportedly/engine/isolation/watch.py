"""Watches a worker that is busy with a query."""

from contextlib import suppress
from time import monotonic
from typing import Final

import psutil

from reportedly.engine.isolation.channel import Channel
from reportedly.engine.port import Caller
from reportedly.errors import ClientGone, QueryTakesMemory, QueryTakesTime

_PAUSE: Final = 0.02
"""Seconds between two looks."""
_LONG: Final = 0.5
"""Seconds after which a query makes way for others when processors are short."""


class Watch:
    """The limits of one query, from now on: `seconds`, and `memory` in bytes beyond the data's."""

    def __init__(self, pid: int, seconds: float, memory: int, caller: Caller) -> None:
        self._started = monotonic()
        self._seconds = seconds
        self._memory = memory
        self._caller = caller
        self._process = psutil.Process(pid)
        self._before = self._process.memory_info().rss
        self.made_way = False

    def wait(self, channel: Channel) -> None:
        """Return when there is something to receive, or the worker has died.

        Raises QueryTakesTime, QueryTakesMemory or ClientGone.
        """
        while not channel.ready(_PAUSE):
            with suppress(psutil.NoSuchProcess):
                self._look()

    def _look(self) -> None:
        passed = monotonic() - self._started
        if passed > self._seconds:
            raise QueryTakesTime(self._seconds)
        if self._process.memory_info().rss - self._before > self._memory:
            raise QueryTakesMemory(self._memory)
        require(self._caller)
        if passed > _LONG and not self.made_way:
            self.made_way = True
            self._process.nice(10)


def require(caller: Caller) -> None:
    """Make sure that somebody still waits for the answer. Raises ClientGone."""
    if caller.gone():
        raise ClientGone("The client has closed the connection.")
