"""Gives out a bounded number of turns, fairly between those who ask.

When more ask than there are turns, they wait: those of different clients alternate, and whoever
asks for many waits behind those who ask for few, and is the first to be turned away.
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
            self._queues.setdefault(client, deque()).append(ticket)
            try:
                self._await(client, ticket, monotonic() + seconds)
                self._held[client] += 1
            finally:
                self._leave(client, ticket)
                self._changed.notify_all()

    def _await(self, client: str, ticket: object, limit: float) -> None:
        """Return when it is the ticket's turn. Raises Overloaded."""
        if self._next() is not ticket and self.waiting() > self._waiting:
            self._turn_away(client)
        while self._next() is not ticket:
            if ticket not in self._queues.get(client, ()):
                raise Overloaded("Too many queries are waiting.", retry_after=1)
            if monotonic() >= limit:
                raise Overloaded("No turn came in time.", retry_after=2)
            self._changed.wait(limit - monotonic())

    def _turn_away(self, client: str) -> None:
        """Drop the newest ticket of whoever has most; of the newcomer, if others have as many."""
        largest = max(self._queues, key=lambda other: (len(self._queues[other]), other == client))
        self._drop(largest, self._queues[largest][-1])
        self._changed.notify_all()

    def _next(self) -> object | None:
        """Return the ticket whose turn it is, if a turn is free for anyone who waits."""
        if self.held() >= self._capacity:
            return None
        eligible = (c for c in self._queues if self._held[c] < self._share)
        return next((self._queues[client][0] for client in eligible), None)

    def _leave(self, client: str, ticket: object) -> None:
        """Take a ticket out, if it is still there, and put its client behind the others."""
        self._drop(client, ticket)
        if client in self._queues:
            self._queues.move_to_end(client)

    def _drop(self, client: str, ticket: object) -> None:
        queue = self._queues.get(client, deque())
        if ticket in queue:
            queue.remove(ticket)
        if not queue:
            self._queues.pop(client, None)
