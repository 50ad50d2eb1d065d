"""Who may be called: the peers that the operator has named."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Peer:
    """An endpoint that queries may call.

    `name` is what errors, metrics and `Server-Timing` call it. `iris` are those by which queries
    may call it; `url` is where it is asked. Answers are kept for `fresh` seconds; 0 keeps none.
    `batch` is how many solutions it is sent at once.
    """

    name: str
    url: str
    iris: frozenset[str]
    fresh: float = 0
    batch: int = 100


class Peers:
    """The peers of a server, by the IRIs by which queries call them."""

    def __init__(self, peers: Iterable[Peer] = ()) -> None:
        self.all = tuple(peers)
        self._by_iri = {iri: peer for peer in self.all for iri in peer.iris}

    def find(self, iri: str) -> Peer | None:
        """Return the peer that an IRI calls; nothing if the operator has named none."""
        return self._by_iri.get(iri)
