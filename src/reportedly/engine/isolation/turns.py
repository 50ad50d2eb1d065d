"""Gives out a bounded number of turns, fairly between those who ask.

When more ask than there are turns, they wait: those of different clients alternate, and whoever
asks for many waits behind those who ask for few.
"""

from collections import Counter, OrderedDict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition
from time import monotonic

from reportedly.errors import Overloaded


class Turns:
    """`capacity` turns at once, no more than `share` of them for one client, `waiting` waiters."""

    def __init__(self, capacity: int, share: int, waiting: int) -> None:
        self._capacity = capacity
        self._share = share
        self._waiting = waiting
        self._held: Counter[str] = Counter()
        self._queues: OrderedDict[str, deque[object]] = OrderedDict()
        self._changed = Condition()

    @contextmanager
    def turn(self, client: str, seconds: float) -> Iterator[None]:
        """Hold a turn for a client, after waiting up to `seconds` for it.

        Raises Overloaded if too many wait already, or the wait is over.
        """
        self._enter(client, seconds)
        try:
            yield
        finally:
            with self._changed:
                self._held -= Counter([client])
                self._changed.notify_all()

    def waiting(self) -> int:
        """Return how many wait for a turn now."""
        return sum(map(len, self._queues.values()))

    def held(self) -> int:
        """Return how many turns are held now."""
        return self._held.total()

    def _enter(self, client: str, seconds: float) -> None:
        ticket = object()
        with self._changed:
            if self.waiting() >= self._waiting:
                raise Overloaded("Too many queries are waiting.", retry_after=1)
            self._queues.setdefault(client, deque()).append(ticket)
            limit = monotonic() + seconds
            while self._next() is not ticket:
                if not self._changed.wait(limit - monotonic()) and monotonic() >= limit:
                    self._leave(client, ticket)
                    raise Overloaded("No turn came in time.", retry_after=2)
            self._leave(client, ticket)
            self._held[client] += 1
            self._queues.move_to_end(client) if client in self._queues else None
            self._changed.notify_all()

    def _next(self) -> object | None:
        """Return the ticket whose turn it is, if a turn is free for anyone who waits."""
        if self.held() >= self._capacity:
            return None
        eligible = (c for c in self._queues if self._held[c] < self._share)
        return next((self._queues[client][0] for client in eligible), None)

    def _leave(self, client: str, ticket: object) -> None:
        self._queues[client].remove(ticket)
        if not self._queues[client]:
            del self._queues[client]
