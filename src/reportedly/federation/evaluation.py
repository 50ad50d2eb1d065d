"""Answers queries that call other datasets, over an engine that calls none."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any, Final, Self, TypeVar

from reportedly.engine.embedded import Embedded
from reportedly.engine.isolated import Isolated
from reportedly.engine.isolation.loop import Loop
from reportedly.engine.isolation.turns import Turns
from reportedly.engine.port import NOBODY, Answer, Caller, Engine, Query
from reportedly.errors import ClientGone, QueryTakesTime, QueryTooComplex
from reportedly.federation.account import Account
from reportedly.federation.answering import Answering, AskPeer, Means
from reportedly.federation.calling.peers import Peers
from reportedly.federation.limits import Limits
from reportedly.federation.queries.parsing import parse
from reportedly.federation.queries.pattern import Pattern
from reportedly.federation.solutions import Solutions
from reportedly.tokens import scan

T = TypeVar("T")

Ask = Callable[[Query, Caller], Awaitable[Answer]]

_PAUSE: Final = 0.1
"""Seconds between two looks at whether somebody waits for an answer still."""
_TRIES: Final = 3
"""How often a query is answered anew because the data have changed meanwhile."""


class Federated:
    """An Engine that answers calls by asking peers; all else is done by the engine below.

    `evaluate` waits on `loop`, and is not to be called there; `answer` is for there.
    """

    def __init__(
        self, engine: Engine, loop: Loop, ask: Ask, peers: Peers, ask_peer: AskPeer, limits: Limits
    ) -> None:
        self._engine = engine
        self._ask = ask
        self._peers = peers
        self._ask_peer = ask_peer
        self._limits = limits
        self.loop = loop
        self.turns = Turns(limits.at_once, limits.share, limits.waiting)

    @classmethod
    def over(cls, engine: Isolated, peers: Peers, ask_peer: AskPeer, limits: Limits) -> Self:
        """Return this over an engine in other processes, on the loop of that."""
        return cls(engine, engine.loop, engine.answer, peers, ask_peer, limits)

    @classmethod
    def over_embedded(
        cls, engine: Embedded, loop: Loop, peers: Peers, ask_peer: AskPeer, limits: Limits
    ) -> Self:
        """Return this over an engine in this process."""

        async def ask(query: Query, caller: Caller) -> Answer:
            return await asyncio.to_thread(engine.evaluate, query, caller)

        return cls(engine, loop, ask, peers, ask_peer, limits)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def evaluate(self, query: Query, caller: Caller = NOBODY) -> Answer:
        """Answer a query; see `Engine`, and `answer`."""
        if not has_calls(query.text):
            return self._engine.evaluate(query, caller)
        return self.loop.run(self.answer(query, caller))

    async def answer(self, query: Query, caller: Caller = NOBODY) -> Answer:
        """Answer a query on the loop.

        Raises what `Engine.evaluate` does, and a FederationError where a call can't be answered.
        """
        if not has_calls(query.text):
            return await self._ask(query, caller)
        if len(query.text) > self._limits.length:
            raise QueryTooComplex(
                f"A query that calls SERVICE may have {self._limits.length:,} characters here.",
                hint="Ask in several queries.",
            )
        seconds = min(query.seconds or self._limits.seconds, self._limits.seconds)
        async with self.turns.turn(caller.name, seconds):
            return await _in_time(self._answer(query, caller), seconds, caller)

    async def _answer(self, query: Query, caller: Caller) -> Answer:
        terminals = await asyncio.to_thread(scan, query.text)
        if not any(token.word == "SERVICE" for token in terminals.tokens):
            return await self._ask(query, caller)
        await self._ask(replace(query, syntax_only=True), caller)
        pattern = await asyncio.to_thread(parse, terminals)
        return await self._answer_calls(query, pattern, caller)

    async def _answer_calls(self, query: Query, pattern: Pattern, caller: Caller) -> Answer:
        """Answer a query; anew while its parts were answered over different data."""
        account = Account(self._limits)
        known: dict[tuple[str, str], Solutions] = {}
        means = Means(lambda asked: self._ask(asked, caller), self._ask_peer, self._peers)
        for _ in range(_TRIES):
            answering = Answering(query, pattern, means, account, known)
            answer = await self._ask(await answering.resolve(), caller)
            if answering.revisions <= {answer.revision}:
                break
        return replace(answer, spent=account.spent)


async def _in_time(work: Coroutine[Any, Any, T], seconds: float, caller: Caller) -> T:
    """Do something while its time lasts, and its caller waits.

    Raises QueryTakesTime and ClientGone.
    """
    task = asyncio.ensure_future(work)
    limit = asyncio.get_running_loop().time() + seconds
    try:
        while not (await asyncio.wait({task}, timeout=_PAUSE))[0]:
            if caller.gone():
                raise ClientGone("The client has closed the connection.")
            if asyncio.get_running_loop().time() > limit:
                raise QueryTakesTime(seconds)
        return task.result()
    finally:
        task.cancel()
        task.add_done_callback(_forget)


def _forget(task: asyncio.Future[T]) -> None:
    """Take note of an error that nobody waits for any more, so that it is not logged."""
    if not task.cancelled():
        task.exception()


def has_calls(text: str) -> bool:
    """Say whether a query may have calls; one that hides the word behind escapes has none here."""
    return "SERVICE" in text.upper()
