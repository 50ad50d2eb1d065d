"""What one query has spent on calls."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter

from reportedly.engine.port import Spent
from reportedly.errors import PeerAnswerTooLarge, TooManyCalls
from reportedly.federation.limits import Limits
from reportedly.federation.solutions import Solutions


class Account:
    """Calls and solutions until now, and the time that each peer took.

    The limits are for each time that the query is answered; `begin` says when it is anew.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._peers: dict[str, Spent] = {}
        self.begin()

    def begin(self) -> None:
        """Count calls and solutions from the start; what peers took stays."""
        self._calls = self._rows = self._size = 0

    @property
    def spent(self) -> tuple[Spent, ...]:
        """What was spent on each peer, in the order in which they were called."""
        return tuple(self._peers.values())

    @contextmanager
    def timing(self, peer: str) -> Iterator[None]:
        """Add the time that this is entered to what was spent on a peer."""
        started = perf_counter()
        try:
            yield
        finally:
            spent = self._of(peer)
            self._peers[peer] = replace(spent, seconds=spent.seconds + perf_counter() - started)

    def require(self, calls: int) -> None:
        """Make sure that so many more calls are allowed. Raises TooManyCalls."""
        if self._calls + calls > self._limits.calls:
            raise TooManyCalls(
                f"The query would call other datasets more than {self._limits.calls} times.",
                hint="Bind more variables before SERVICE, or ask in several queries. "
                "The operator can raise --peer-calls.",
            )

    def allow(self, calls: int) -> None:
        """Take so many calls off those that are allowed. Raises TooManyCalls."""
        self.require(calls)
        self._calls += calls

    def note(self, peer: str, *, kept: bool) -> None:
        """Add that a peer has answered."""
        spent = self._of(peer)
        self._peers[peer] = replace(spent, calls=spent.calls + 1, kept=spent.kept + kept)

    def fail(self, peer: str) -> None:
        """Add that a silent call of a peer has failed."""
        spent = self._of(peer)
        self._peers[peer] = replace(spent, failed=spent.failed + 1)

    def hold(self, peer: str, found: Solutions) -> None:
        """Add solutions, each time that they are used.

        Raises PeerAnswerTooLarge if all together are too large.
        """
        self._rows += len(found.rows)
        self._size += sum(len(term) for row in found.rows for term in row if term)
        if self._rows > self._limits.rows:
            raise _too_large(peer, f"{self._limits.rows:,} solutions")
        if self._size > self._limits.size:
            raise _too_large(peer, f"{self._limits.size:,} characters")

    def _of(self, peer: str) -> Spent:
        return self._peers.get(peer) or Spent(peer, 0)


def _too_large(peer: str, limit: str) -> PeerAnswerTooLarge:
    return PeerAnswerTooLarge(
        f"The calls of the query are answered with more than {limit} together.",
        hint="Ask for less inside SERVICE, or bind more variables before it.",
        peer=peer,
    )
