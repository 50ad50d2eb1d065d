"""Asks peers, within limits of time, size and number, and keeps what may be kept."""

import asyncio
import ssl
from dataclasses import dataclass
from sys import getsizeof
from time import monotonic
from typing import Final

import httpcore

from reportedly.federation import solutions
from reportedly.federation.calling import failures
from reportedly.federation.calling.cache import Cache, Kept, Shared
from reportedly.federation.calling.exchange import IDLE, CallLimits, Line, Reply
from reportedly.federation.calling.network import LookUp, look_up
from reportedly.federation.calling.peers import Peer
from reportedly.federation.solutions import MOST_ROWS, Solutions, TooMany, Unreadable

DEFAULTS: Final = CallLimits()
_NO_RESULTS: Final = "what are no results of a query, or not well-formed ones"


@dataclass(frozen=True)
class Found:
    """What a peer has answered, and the seconds that it took.

    An answer that was `kept` from before is `age` seconds old.
    """

    solutions: Solutions
    seconds: float
    kept: bool = False
    age: float = 0


class Client:
    """Asks peers on one event loop; `trust` says which certificates are good.

    All connections are closed with the loop at the latest, if it cancels its tasks before.
    """

    def __init__(
        self,
        limits: CallLimits = DEFAULTS,
        look_up: LookUp = look_up,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits
        self._look_up = look_up
        self._trust = trust
        self._lines: dict[Peer, Line] = {}
        self._cache = Cache()
        self._shared = Shared[Kept]()
        self._tidying: asyncio.Task[None] | None = None

    async def ask(self, peer: Peer, query: str) -> Found:
        """Ask a peer a SELECT query.

        Raises PeerFailed, PeerTakesTime and PeerAnswerTooLarge. When this is cancelled the peer is
        told so, by a closed connection.
        """
        if self._tidying is None or self._tidying.done():
            self._tidying = asyncio.create_task(self._tidy())
        started = monotonic()
        before = self._cache.find((peer, query)) if peer.fresh else None
        answer = await self._good(peer, query, before)
        kept = before is not None and answer.solutions is before.solutions
        return Found(answer.solutions, monotonic() - started, kept, answer.age if kept else 0)

    async def close(self) -> None:
        """Close all connections; calls that still run fail."""
        tidying, self._tidying = self._tidying, None
        if tidying:
            tidying.cancel()
            await asyncio.wait({tidying})

    async def _tidy(self) -> None:
        """Close connections that nobody uses, for as long as this runs, and all at its end."""
        try:
            while True:
                await asyncio.sleep(IDLE)
                for line in list(self._lines.values()):
                    await line.connections.close_expired()
        finally:
            lines, self._lines = self._lines, {}
            for line in lines.values():
                await line.connections.close()

    async def _good(self, peer: Peer, query: str, before: Kept | None) -> Kept:
        """Return the answer from before if it is still good, and otherwise that of the peer."""
        if before and before.is_good(peer.fresh):
            return before
        if not peer.fresh:
            return await self._in_time(peer, query, None)
        return await self._shared.do((peer, query), lambda: self._renewed(peer, query, before))

    async def _renewed(self, peer: Peer, query: str, before: Kept | None) -> Kept:
        """Ask for what may be kept, and keep it."""
        key = peer, query
        answer = await self._in_time(peer, query, before)
        if answer.size:
            self._cache.keep(key, answer)
        else:
            self._cache.drop(key)
        return answer

    async def _in_time(self, peer: Peer, query: str, before: Kept | None) -> Kept:
        """Return what a peer answers before the time is up, which also counts while it is busy."""
        line = self._line(peer)
        seconds = self._limits.seconds
        started, waited = monotonic(), seconds
        try:
            async with asyncio.timeout(seconds):
                async with line.turns:
                    waited = monotonic() - started
                    reply = await line.ask(query, before.tag if before else "")
                return await _answer(peer, query, reply, before)
        except TimeoutError as error:
            late = failures.crowded if waited > seconds / 2 else failures.late
            raise late(peer.name, seconds) from error

    def _line(self, peer: Peer) -> Line:
        if peer not in self._lines:
            if self._trust is None and peer.url.lower().startswith("https:"):
                self._trust = httpcore.default_ssl_context()
            self._lines[peer] = Line(peer, self._limits, self._look_up, self._trust)
        return self._lines[peer]


async def _answer(peer: Peer, query: str, reply: Reply, before: Kept | None) -> Kept:
    """Return what a reply comes to. Raises PeerFailed and PeerAnswerTooLarge."""
    if reply.body is None and before:
        return before.confirmed()
    try:
        answer = await asyncio.to_thread(_read, query, reply, peer.fresh > 0)
    except TooMany as error:
        raise failures.many(peer.name, MOST_ROWS) from error
    except Unreadable as error:
        raise failures.unreadable(peer.name, _NO_RESULTS) from error
    if reply.most_rows is not None and len(answer.solutions.rows) >= reply.most_rows:
        raise failures.partial(peer.name)
    return answer


def _read(query: str, reply: Reply, is_kept: bool) -> Kept:
    found = solutions.read(reply.body or b"", reply.media_type)
    size = getsizeof(query) + _size(found) if is_kept and reply.may_be_kept else 0
    return Kept(found, reply.tag, size, monotonic(), reply.is_doubtful)


def _size(found: Solutions) -> int:
    """Return how many bytes of memory solutions take."""
    rows = sum(getsizeof(row) + sum(map(getsizeof, row)) for row in found.rows)
    return rows + getsizeof(found.rows) + sum(map(getsizeof, found.variables)) + 1_000
