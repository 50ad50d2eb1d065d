"""Gives out a bounded number of turns, fairly between those who ask.

When more ask than there are turns, they wait: those of different clients alternate, and whoever
asks for many waits behind those who ask for few, and is the first to be turned away.
"""

import asyncio
from collections import Counter, OrderedDict, deque

from reportedly.errors import Overloaded

_Ticket = asyncio.Future[None]


class Turn:
    """A turn, which is held while this is entered."""

    def __init__(self, turns: "Turns", client: str, seconds: float) -> None:
        self._turns = turns
        self._client = client
        self._seconds = seconds

    async def __aenter__(self) -> None:
        await self._turns.enter(self._client, self._seconds)

    async def __aexit__(self, *_: object) -> None:
        self._turns.leave(self._client)


class Turns:
    """`capacity` turns at once, no more than `share` of them for one client, `waiting` waiters.

    For one event loop; `held` and `waiting` can be asked from any thread.
    """

    def __init__(self, capacity: int, share: int, waiting: int) -> None:
        self._capacity = capacity
        self._share = share
        self._waiting = waiting
        self._held: Counter[str] = Counter()
        self._queues: OrderedDict[str, deque[_Ticket]] = OrderedDict()

    def turn(self, client: str, seconds: float) -> "Turn":
        """Return what holds a turn for a client, after waiting up to `seconds` for it.

        To enter it raises Overloaded if too many wait already, or the wait is over.
        """
        return Turn(self, client, seconds)

    def waiting(self) -> int:
        """Return how many wait for a turn now."""
        return sum(map(len, self._queues.values()))

    def held(self) -> int:
        """Return how many turns are held now."""
        return self._held.total()

    async def enter(self, client: str, seconds: float) -> None:
        """Take a turn; see `turn`."""
        if not self._queues and self.held() < self._capacity and self._held[client] < self._share:
            self._held[client] += 1
            return
        ticket: _Ticket = asyncio.get_running_loop().create_future()
        self._queues.setdefault(client, deque()).append(ticket)
        self._give_out()
        if ticket.done():
            return
        if self.waiting() > self._waiting:
            self._turn_away(client)
        await self._wait(client, ticket, seconds)

    async def _wait(self, client: str, ticket: _Ticket, seconds: float) -> None:
        """Return when it is the ticket's turn. Raises Overloaded."""
        late = Overloaded("No turn came in time.", retry_after=2)
        timer = ticket.get_loop().call_later(seconds, self._refuse, client, ticket, late)
        try:
            await ticket
        except asyncio.CancelledError:
            self._drop(client, ticket)
            if not ticket.cancelled() and ticket.exception() is None:
                self.leave(client)  # the turn had come just then
            raise
        finally:
            timer.cancel()

    def leave(self, client: str) -> None:
        """Give a turn back."""
        self._held[client] -= 1
        if not self._held[client]:
            del self._held[client]
        if self._queues:
            self._give_out()

    def _give_out(self) -> None:
        """Give free turns to those who wait; each puts its client behind the others."""
        while self.held() < self._capacity and (client := self._next()) is not None:
            ticket = self._queues[client][0]
            self._drop(client, ticket)
            if client in self._queues:
                self._queues.move_to_end(client)
            if not ticket.done():
                self._held[client] += 1
                ticket.set_result(None)

    def _next(self) -> str | None:
        """Return the client who waits longest of those who may have one turn more."""
        return next((c for c in self._queues if self._held[c] < self._share), None)

    def _turn_away(self, newcomer: str) -> None:
        """Refuse the newest ticket of whoever has most; of the newcomer, if others have as many."""
        largest = max(self._queues, key=lambda other: (len(self._queues[other]), other == newcomer))
        error = Overloaded("Too many queries are waiting.", retry_after=1)
        self._refuse(largest, self._queues[largest][-1], error)

    def _refuse(self, client: str, ticket: _Ticket, error: Overloaded) -> None:
        if not ticket.done():
            self._drop(client, ticket)
            ticket.set_exception(error)

    def _drop(self, client: str, ticket: _Ticket) -> None:
        queue = self._queues.get(client, deque())
        if ticket in queue:
            queue.remove(ticket)
        if not queue:
            self._queues.pop(client, None)
