"""Asks a scripted peer over real HTTP, on the loops that the server and its tests run on."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import pytest

from reportedly.errors import FederationError
from reportedly.federation.calling.client import Client, Found
from reportedly.federation.calling.exchange import CallLimits
from reportedly.federation.calling.peers import Peer, read

from .peer_server import Behaviour, running

T = TypeVar("T")

QUERY = "SELECT ?a { ?a ?b ?c }"
SHORTLY = CallLimits(seconds=0.4, size=100_000)
PATIENTLY = CallLimits(seconds=20, size=100_000)


def peer(url: str, fresh: float = 0) -> Peer:
    """Return the peer called `sample` at a URL."""
    (found,) = read([f"sample={url}"], [f"sample={fresh}"] if fresh else ()).all
    return found


def with_client(
    work: Callable[[Client], Coroutine[Any, Any, T]], client: Client | None = None
) -> T:
    """Do something with a client, and close it."""

    async def run() -> T:
        using = client or Client(PATIENTLY)
        try:
            return await work(using)
        finally:
            await using.close()

    return asyncio.run(run())


def ask(url: str, client: Client | None = None, query: str = QUERY) -> Found:
    """Ask once."""
    return with_client(lambda using: using.ask(peer(url), query), client)


def failure(behaviour: Behaviour, limits: CallLimits = PATIENTLY) -> FederationError:
    """Return the error that comes of a peer; nothing that it has written may be in it."""
    with running(behaviour) as server, pytest.raises(FederationError) as raised:
        ask(server.url, Client(limits))
    error = raised.value
    assert error.peer == "sample"
    assert "sample" in error.detail
    assert error.hint
    assert "poison" not in (error.detail + error.hint).lower()
    return error
