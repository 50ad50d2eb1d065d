"""The connections to one peer: those in use, and those that wait to be used again."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpcore


class Connections:
    """Opens connections, and keeps those that are left in order; none is used by two at once.

    A call that fails, or that nobody waits for any more, takes its connection with it.
    """

    def __init__(self, opened: Callable[[], httpcore.AsyncHTTPConnection]) -> None:
        self._opened = opened
        self._all: set[httpcore.AsyncHTTPConnection] = set()
        self._idle: list[httpcore.AsyncHTTPConnection] = []

    @property
    def are_idle(self) -> bool:
        """Whether there are some that wait, which may have been closed over there meanwhile."""
        return bool(self._idle)

    @asynccontextmanager
    async def one(self) -> AsyncIterator[httpcore.AsyncHTTPConnection]:
        """Enter a connection that nobody else uses."""
        connection = await self._take()
        try:
            yield connection
        except BaseException:
            await self._end(connection)
            raise
        if connection.is_idle() and connection in self._all:
            self._idle.append(connection)
        else:
            await self._end(connection)

    async def close_idle(self) -> None:
        """Close all that wait."""
        while self._idle:
            await self._end(self._idle.pop())

    async def close_expired(self) -> None:
        """Close those that have waited long, or were closed over there."""
        expired = [connection for connection in self._idle if connection.has_expired()]
        self._idle = [connection for connection in self._idle if connection not in expired]
        for connection in expired:
            await self._end(connection)

    async def close(self) -> None:
        """Close all of them, also those in use."""
        self._idle.clear()
        for connection in list(self._all):
            await self._end(connection)

    async def _take(self) -> httpcore.AsyncHTTPConnection:
        while self._idle:
            connection = self._idle.pop()
            if not connection.has_expired():
                return connection
            await self._end(connection)
        connection = self._opened()
        self._all.add(connection)
        return connection

    async def _end(self, connection: httpcore.AsyncHTTPConnection) -> None:
        self._all.discard(connection)
        await connection.aclose()
