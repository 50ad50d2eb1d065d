"""A server of ours that calls two others, which stand for the endpoints of the W3C tests.

`http://example1.org/sparql` may call `http://example2.org/sparql` too, as a nested SERVICE needs;
nobody may call any other endpoint.
"""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from .client import Client
from .contents import contents, fill
from .nodes import Node
from .server import serving

FIRST, SECOND = "http://example1.org/sparql", "http://example2.org/sparql"
ONLY = "http://example.org/sparql"
"""The name of the endpoint in tests that need one; it is the same server as the first of two."""


@dataclass(frozen=True)
class Federation:
    """Connections to the server under test, and to those that it calls, by their endpoints."""

    front: Client
    peers: dict[str, Client]

    def fill(self, action: Node) -> None:
        """Give every server what a test says that it holds; the others hold nothing."""
        fill(self.front, contents(action, "qt"))
        held = {each.one("qt:endpoint").text: each for each in action.all("qt:serviceData")}
        assert held.keys() <= self.peers.keys()
        for peer in (self.peers[FIRST], self.peers[SECOND]):
            fill(peer, {})
        for endpoint, data in held.items():
            fill(self.peers[endpoint], contents(data, "qt"))


@contextmanager
def federation(folder: Path) -> Iterator[Federation]:
    """Start three servers, which write their output into folders of their own."""
    with ExitStack() as stack:

        def started(name: str, called: dict[str, Client]) -> Client:
            (folder / name).mkdir()
            endpoint = stack.enter_context(serving(folder / name, *_calling(called)))
            return stack.enter_context(closing(Client(endpoint)))

        second = started("second", {})
        first = started("first", {SECOND: second})
        peers = {ONLY: first, FIRST: first, SECOND: second}
        yield Federation(started("front", peers), peers)


def _calling(peers: dict[str, Client]) -> Iterator[str]:
    for iri, peer in peers.items():
        yield from ("--federate", f"{iri}={peer.endpoint.query}")
