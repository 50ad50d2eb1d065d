"""The server under test, one for each module, and a client for it."""

import os
from collections.abc import Iterator
from contextlib import closing

import pytest

from .client import Client, Endpoint
from .server import serving

ENDPOINT = "REPORTEDLY_W3C_ENDPOINT"


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """The addresses of a running server: those that the environment names, or our own."""
    if named := os.environ.get(ENDPOINT):
        yield Endpoint(*named.split())
        return
    with serving(tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture(scope="module")
def client(endpoint: Endpoint) -> Iterator[Client]:
    """A connection to the server."""
    with closing(Client(endpoint)) as connected:
        yield connected
