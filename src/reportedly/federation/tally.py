"""Counts calls of peers, for those who operate the server."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from time import perf_counter
from typing import Final

from reportedly.errors import FederationError

OK: Final = "ok"
KEPT: Final = "kept"
BROKEN_OFF: Final = "broken-off"
"""The outcome of a call for which nobody waits any more; other outcomes are codes of errors."""


@dataclass
class Call:
    """A call while it goes on; who makes it says whether its answer was `kept` from before."""

    kept: bool = False


@dataclass
class Total:
    """What was counted of a peer: calls by outcome, their seconds in all, and those that run now.

    Answers that were kept take no time: `seconds` is of the others.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    seconds: float = 0
    running: int = 0

    @property
    def made(self) -> int:
        """How many calls were made and have ended, without answers that were kept."""
        return self.outcomes.total() - self.outcomes[KEPT]


class Calls:
    """Calls of peers since the server started. Safe to share between threads."""

    def __init__(self) -> None:
        self._totals: dict[str, Total] = {}
        self._lock = Lock()

    @contextmanager
    def call(self, peer: str) -> Iterator[Call]:
        """Count a call of a peer, by its name, while this is entered, and how it ends."""
        started, call, outcome = perf_counter(), Call(), BROKEN_OFF
        self._begin(peer)
        try:
            yield call
            outcome = KEPT if call.kept else OK
        except FederationError as error:
            outcome = error.code
            raise
        finally:
            self._end(peer, outcome, perf_counter() - started)

    def totals(self) -> dict[str, Total]:
        """Return what was counted until now, by the names of peers."""
        with self._lock:
            return {
                peer: Total(Counter(total.outcomes), total.seconds, total.running)
                for peer, total in sorted(self._totals.items())
            }

    def _begin(self, peer: str) -> None:
        with self._lock:
            self._totals.setdefault(peer, Total()).running += 1

    def _end(self, peer: str, outcome: str, seconds: float) -> None:
        with self._lock:
            total = self._totals[peer]
            total.running -= 1
            total.outcomes[outcome] += 1
            total.seconds += 0 if outcome == KEPT else seconds
