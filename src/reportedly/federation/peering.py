"""What makes an engine one that answers calls: the peers of the settings, and all limits."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Self

from reportedly.engine.embedded import Embedded
from reportedly.engine.isolated import Isolated
from reportedly.engine.isolation.loop import Loop
from reportedly.engine.port import Engine
from reportedly.federation import limits
from reportedly.federation.calling import peers
from reportedly.federation.calling.client import Client, Found
from reportedly.federation.calling.exchange import CallLimits
from reportedly.federation.calling.peers import Peer, Peers
from reportedly.federation.evaluation import Federated
from reportedly.federation.tally import Calls
from reportedly.settings import Settings

Serving = Isolated | Federated
"""An engine that answers on a loop, `answer`, as a server needs it."""


@dataclass(frozen=True)
class Peering:
    """Who may be called from here, within which limits, and what came of it until now."""

    peers: Peers
    each: CallLimits
    all: limits.Limits
    calls: Calls

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return it as it is set. Raises SettingsError."""
        found = peers.read(settings.federate, settings.peer_cache)
        connections = settings.peer_connections
        each = CallLimits(settings.peer_seconds, settings.peer_answer, connections)
        every = limits.Limits(
            seconds=settings.federated_seconds,
            calls=settings.peer_calls,
            size=settings.peer_answer,
            waiting=settings.waiting,
        )
        return cls(found, each, every, Calls())

    def over(self, engine: Isolated) -> Serving:
        """Return an engine that answers calls of the peers; without any, the one that there is."""
        if not self.peers.all:
            return engine
        return Federated.over(engine, self.peers, Counted(self).ask, self.all)

    @contextmanager
    def over_embedded(self, engine: Embedded) -> Iterator[Engine]:
        """Enter the same over an engine in this process, for as long as this is entered."""
        if not self.peers.all:
            yield engine
            return
        with closing(Loop()) as loop:
            yield Federated.over_embedded(engine, loop, self.peers, Counted(self).ask, self.all)


class Counted:
    """Asks peers, and counts that."""

    def __init__(self, peering: Peering) -> None:
        self._client = Client(peering.each)
        self._calls = peering.calls

    async def ask(self, peer: Peer, query: str) -> Found:
        """Ask a peer a query. Raises what `Client.ask` does."""
        with self._calls.call(peer.name) as call:
            found = await self._client.ask(peer, query)
            call.kept = found.kept
            return found
