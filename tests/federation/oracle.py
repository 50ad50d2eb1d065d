"""What a query with calls means: the same query, with each peer's data in a graph of that name."""

import asyncio
import re
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field

import pyoxigraph as ox

from reportedly import media
from reportedly.engine.embedded import Embedded
from reportedly.engine.isolation.loop import Loop
from reportedly.engine.port import Query
from reportedly.errors import PeerFailed
from reportedly.federation import solutions
from reportedly.federation.calling.client import Found
from reportedly.federation.calling.peers import Peer, Peers
from reportedly.federation.evaluation import Federated
from reportedly.federation.limits import Limits

Rows = Counter[tuple[tuple[str, str], ...]]
"""Solutions, each as pairs of a variable and its term, and how often each is there."""

LOCAL = "urn:local"


@dataclass
class World:
    """Data here and at peers, by their IRIs, in Turtle; a peer whose data are None fails."""

    here: str
    peers: Mapping[str, str | None]
    batch: int = 2
    asked: list[tuple[str, str]] = field(default_factory=list)

    def answer(self, query: str, limits: Limits | None = None) -> Rows:
        """Return the solutions of a query, answered as the server does."""
        return _rows(self.evaluate(query, media.JSON.media_type, limits))

    def evaluate(self, query: str, accept: str, limits: Limits | None = None) -> bytes:
        """Answer a query as the server does."""
        engines = {iri: _engine(data) for iri, data in self.peers.items() if data is not None}

        async def ask(peer: Peer, text: str) -> Found:
            await asyncio.sleep(0)
            self.asked.append((peer.url, text))
            if peer.url not in engines:
                raise PeerFailed(f"{peer.name} did not answer.", peer=peer.name)
            body = engines[peer.url].evaluate(Query(text, media.JSON.media_type)).body
            return Found(solutions.read(body, media.JSON.media_type), 0, kept=False)

        known = Peers(
            Peer(f"p{n}", iri, frozenset({iri}), batch=self.batch)
            for n, iri in enumerate(self.peers)
        )
        with closing(Loop()) as loop:
            federated = Federated.over_embedded(
                _engine(self.here), loop, known, ask, limits or Limits()
            )
            return federated.evaluate(Query(query, accept, guarded=True)).body

    def expect(self, query: str) -> Rows:
        """Answer it over one store, with GRAPH for SERVICE."""
        store = ox.Store()
        store.load(self.here.encode(), ox.RdfFormat.TURTLE)
        for iri, data in self.peers.items():
            store.load((data or "").encode(), ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(iri))
        text = re.sub(r"SERVICE(?: SILENT)?", "GRAPH", query)
        found = store.query(text)
        assert isinstance(found, ox.QuerySolutions)
        return _counted(found)


def _engine(data: str) -> Embedded:
    engine = Embedded.in_memory()
    engine.replace(LOCAL, data.encode(), media.TURTLE.media_type)
    return engine


def _rows(body: bytes) -> Rows:
    found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions)
    return _counted(found)


def _counted(found: ox.QuerySolutions) -> Rows:
    names = sorted(variable.value for variable in found.variables)
    return Counter(
        tuple((name, str(row[name])) for name in names if row[name] is not None) for row in found
    )
