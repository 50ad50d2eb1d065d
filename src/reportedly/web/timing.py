"""Tells how long the engine took, and the peers that it asked: https://www.w3.org/TR/server-timing/.

Whatever a peer is called, the header stays valid: what no token may have becomes a hyphen.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Final, Self, cast

from flask import Flask, Response, g, has_request_context

from reportedly.engine.port import NOBODY, Answer, Caller, Engine, Query, Spent

_NO_TOKEN: Final = re.compile(r"[^A-Za-z0-9.-]+")
_LONGEST_NAME: Final = 100
_MILLISECONDS: Final = 1000
KEPT: Final = {"Server-Timing": 'total;dur=0;desc="kept"'}
"""The header of an answer that was kept from before."""


@dataclass(frozen=True)
class Spending:
    """What a request has spent until now: seconds in all, and what of that on peers."""

    seconds: float = 0
    peers: tuple[Spent, ...] = ()

    @classmethod
    def since(cls, started: float, answer: Answer) -> Self:
        """Return what an answer has taken that was asked for at this moment of the clock."""
        return cls(perf_counter() - started, answer.spent)

    def __add__(self, other: "Spending") -> "Spending":
        return Spending(self.seconds + other.seconds, self.peers + other.peers)

    @property
    def on_peers(self) -> float:
        """Seconds that were spent on peers; those of calls at the same time count each."""
        return sum(each.seconds for each in self.peers)

    @property
    def headers(self) -> dict[str, str]:
        """The header that tells of it."""
        return {"Server-Timing": ", ".join((_entry("total", self.seconds), *_entries(self.peers)))}


def timed(engine: Engine) -> Engine:
    """Return an engine that does what this one does, and notes what requests to Flask spend."""
    return cast(Engine, _Timed(engine))


def register(app: Flask) -> None:
    """Have an application tell what its answers have taken."""

    @app.after_request
    def tell(response: Response) -> Response:
        if "spending" in g and response.status_code == 200:
            response.headers.update(g.spending.headers)
        return response


class _Timed:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def evaluate(self, query: Query, caller: Caller = NOBODY) -> Answer:
        started = perf_counter()
        answer = self._engine.evaluate(query, caller)
        if has_request_context():
            g.spending = g.get("spending", Spending()) + Spending.since(started, answer)
        return answer


def _entries(peers: Iterable[Spent]) -> Iterator[str]:
    for each in peers:
        counted = {"kept": each.kept, "failed": each.failed}
        told = [f"{each.calls} call{'' if each.calls == 1 else 's'}"]
        told += [f"{number} {word}" for word, number in counted.items() if number]
        name = _NO_TOKEN.sub("-", each.peer)[:_LONGEST_NAME]
        yield f'{_entry(f"peer-{name}", each.seconds)};desc="{", ".join(told)}"'


def _entry(name: str, seconds: float) -> str:
    return f"{name};dur={seconds * _MILLISECONDS:.1f}"
