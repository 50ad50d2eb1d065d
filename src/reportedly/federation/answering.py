"""Answers the calls of one query, one after the other, and writes the query that is left."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from reportedly import media
from reportedly.engine.port import Answer, Query
from reportedly.errors import FederationError, PeerUnknown, TooManyCalls
from reportedly.federation import parts, solutions
from reportedly.federation.account import Account
from reportedly.federation.calling.client import Found
from reportedly.federation.calling.peers import Peer, Peers
from reportedly.federation.queries import binding
from reportedly.federation.queries.binding import Bindings
from reportedly.federation.queries.context import Call, calls
from reportedly.federation.queries.pattern import Element, Pattern
from reportedly.federation.queries.writing import inline, write, written
from reportedly.federation.solutions import Solutions, Term
from reportedly.tokens import Kind

T = TypeVar("T")

AskHere = Callable[[Query], Awaitable[Answer]]
"""Has a query without calls answered here."""
AskPeer = Callable[[Peer, str], Awaitable[Found]]
"""Has a query answered by a peer; raises a FederationError if it can't be."""

_NOTHING_SAID: Final = Solutions((), ((),))
"""The solution of a silent call that fails: it leaves what it is joined with as it is."""
_ROWS: Final = "urn:reportedly:rows:"
_AT_ONCE: Final = 4
"""How many batches of one call are sent at a time: each has its own time from when it is."""
_SHOWN: Final = 200
"""Characters of an IRI that errors tell."""


@dataclass(frozen=True)
class Means:
    """Whom the calls of a query can be answered by."""

    ask_here: AskHere
    ask_peer: AskPeer
    peers: Peers


class Answering:
    """The calls of one query.

    `known` are answers of peers that it was given before, by name of the peer and query.
    """

    def __init__(
        self,
        query: Query,
        pattern: Pattern,
        means: Means,
        account: Account,
        known: dict[tuple[str, str], Solutions],
    ) -> None:
        self._query = query
        self._pattern = pattern
        self._means = means
        self._account = account
        self._known = known
        self._places: dict[Element, str] = {}
        self._rows: dict[str, str] = {}
        self.revisions: set[int] = set()

    async def resolve(self) -> Query:
        """Return the query with the solutions of each call in its place.

        Raises a FederationError for a call that can't be answered, unless it is silent, and what
        asking here does.
        """
        self._account.begin()
        self._account.require(sum(1 for _ in self._pattern.where.calls()))
        for number, call in enumerate(calls(self._pattern)):
            found = await asyncio.to_thread(parts.apart, await self._answer(call), f"c{number}")
            if self._pattern.star:
                found = parts.with_gaps(found, call.element.visible)
            name = f"<{_ROWS}{secrets.token_hex(8)}>"
            place, self._rows[name] = await asyncio.to_thread(_in_place, found, name)
            self._places[call.element] = place
        return self._with_rows(write(self._pattern.tokens, self._places))

    async def _answer(self, call: Call) -> Solutions:
        name = call.element.name
        if name is not None and name.kind is Kind.VARIABLE:
            return await self._answer_each(call, name.text[1:])
        return await self._unless_silent(call, self._answer_one(call))

    async def _answer_one(self, call: Call) -> Solutions:
        peer = self._peer(await self._iri(call))
        return await self._call(call, peer, await self._bindings(call))

    async def _answer_each(self, call: Call, endpoint: str) -> Solutions:
        """Answer a call of each endpoint that a variable stands for."""
        bound = await self._bindings(call, endpoint)
        if endpoint not in bound.variables:
            raise _unbound(endpoint)
        at = bound.variables.index(endpoint)
        terms = list(dict.fromkeys(row[at] for row in bound.rows))
        self._account.require(len(terms))
        found = []
        for number, term in enumerate(terms):
            answering = self._call_of(call, term, bound.of(endpoint, term))
            part = await self._unless_silent(call, answering)
            apart = await asyncio.to_thread(parts.apart, part, f"e{number}")
            found.append(await asyncio.to_thread(parts.with_value, apart, endpoint, term))
        return await asyncio.to_thread(parts.together, found)

    async def _call_of(self, call: Call, term: Term, bound: Bindings) -> Solutions:
        if term is None or not term.startswith("<"):
            raise _no_iri(term)
        return await self._call(call, self._peer(term[1:-1]), bound)

    async def _call(self, call: Call, peer: Peer, bound: Bindings) -> Solutions:
        """Have a peer answer a call, in batches of what it is bound to."""
        batches = [bound] if not bound.variables and bound.rows else list(bound.batches(peer.batch))
        self._account.allow(len(batches))
        messages = await asyncio.to_thread(self._messages, call, batches)
        with self._account.timing(peer.name):
            found = await _all([self._ask(peer, message) for message in messages])
        return await asyncio.to_thread(_batched, found, binding.asked(self._pattern, call, bound))

    async def _unless_silent(self, call: Call, answering: Awaitable[Solutions]) -> Solutions:
        """Answer a call; a silent one that fails says nothing."""
        try:
            return await answering
        except TooManyCalls:
            raise
        except FederationError as error:
            if not call.element.silent:
                raise
            self._account.fail(error.peer)
            return _NOTHING_SAID

    def _peer(self, iri: str) -> Peer:
        peer = self._means.peers.find(iri)
        if peer is None:
            raise _unknown(iri, self._means.peers)
        return peer

    def _messages(self, call: Call, batches: Iterable[Bindings]) -> list[str]:
        return [binding.message(self._pattern, call, each, self._query.base) for each in batches]

    async def _ask(self, peer: Peer, message: str) -> Solutions:
        key = peer.name, message
        if key not in self._known:
            found = await self._means.ask_peer(peer, message)
            self._account.note(peer.name, kept=found.kept)
            self._known[key] = found.solutions
        self._account.hold(peer.name, self._known[key])
        return self._known[key]

    async def _bindings(self, call: Call, required: str = "") -> Bindings:
        """Return what a call can be bound to; the endpoint is, if that is a variable."""
        names = sorted(binding.variables_to_bind(call))
        if not names or (required and required not in names):
            return Bindings()
        found = binding.usable(await self._values(call, names), required)
        if not found.too_many:
            return found
        if required:
            return await self._fewest(call, [required], required)
        return await self._fewest(call, names)

    async def _fewest(self, call: Call, names: Iterable[str], required: str = "") -> Bindings:
        """Return the bindings of the one variable that has the fewest values; none if too many."""
        fewest = Bindings()
        for name in names:
            found = binding.usable(await self._values(call, [name]), required)
            fits = found.variables and not found.too_many
            if fits and (not fewest.variables or len(found.rows) < len(fewest.rows)):
                fewest = found
        return fewest

    async def _values(self, call: Call, names: Sequence[str]) -> Solutions:
        """Return the values that variables have where a call stands; unbound if they can't be read.

        Terms that are triples are not.
        """
        text = await asyncio.to_thread(
            binding.question, self._pattern, call, names, dict(self._places)
        )
        try:
            return await self._select(text)
        except ValueError:
            return Solutions(tuple(names), ((None,) * len(names),))

    async def _select(self, text: str) -> Solutions:
        asked = replace(self._with_rows(text), accept=media.JSON.media_type)
        answer = await self._means.ask_here(asked)
        self.revisions.add(answer.revision)
        return await asyncio.to_thread(solutions.read, answer.read(), answer.media_type)

    def _with_rows(self, text: str) -> Query:
        rows = tuple((name, rows) for name, rows in self._rows.items() if name in text)
        return replace(self._query, text=text, rows=rows)

    async def _iri(self, call: Call) -> str:
        """Return the IRI that a call names, in full."""
        name = write((call.element.name,), {}) if call.element.name else ""
        if binding.ABSOLUTE.match(name) and "\\" not in name:
            return name[1:-1]
        prologue = write(self._pattern.prologue, {})
        found = await self._select(f"{prologue} SELECT ?e {{ VALUES ?e {{ {name} }} }}")
        return str(found.rows[0][0])[1:-1]


def _unbound(endpoint: str) -> PeerUnknown:
    return PeerUnknown(
        f"Nothing says which endpoints SERVICE ?{endpoint} is to call.",
        hint=f"Bind the variable outside: VALUES ?{endpoint} {{ <https://…> }}",
        peer=f"?{endpoint}",
    )


def _no_iri(term: Term) -> PeerUnknown:
    return PeerUnknown(
        f"SERVICE is to call {(term or 'what has no value')[:_SHOWN]}, which is no IRI.",
        hint="Bind its variable to the IRI of an endpoint in every solution.",
        peer=(term or "")[:_SHOWN],
    )


def _unknown(iri: str, peers: Peers) -> PeerUnknown:
    names = ", ".join(peer.name for peer in peers.all)
    return PeerUnknown(
        f"<{iri[:_SHOWN]}> is no dataset that is called from here.",
        hint=f"There are: {names}. Another one can be named with --federate.",
        peer=iri[:_SHOWN],
    )


def _in_place(found: Solutions, name: str) -> tuple[str, str]:
    """Return what stands in the place of a call, and the rows that the name there stands for."""
    return inline(found, name), written(found.rows)


def _batched(found: Sequence[Solutions], names: Sequence[str]) -> Solutions:
    """Return the solutions of several batches, of the variables that were asked for."""
    asked = (parts.only(part, names) for part in found)
    return parts.together([parts.apart(part, f"b{number}") for number, part in enumerate(asked)])


async def _all(work: Sequence[Coroutine[Any, Any, T]]) -> list[T]:
    """Do things side by side, some at a time; when one fails, the others are broken off."""
    turns = asyncio.Semaphore(_AT_ONCE)

    async def in_turn(each: Coroutine[Any, Any, T]) -> T:
        async with turns:
            return await each

    tasks = [asyncio.ensure_future(in_turn(each)) for each in work]
    try:
        return await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for each in work:
            each.close()
        raise
