"""Real servers for the clients that people have."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from tests.clients import values
from tests.web.conftest import Served, serving


@pytest.fixture(scope="package")
def site() -> Iterator[Served]:
    """The server with the shipped graphs."""
    with serving("--store", "memory") as served:
        yield served


@pytest.fixture(scope="package")
def lossless() -> Iterator[Served]:
    """A server with values that are easily lost, and nothing else."""
    with serving("--store", "memory", "--empty", "--allow-anonymous-writes") as served:
        path = "/graphs?graph=" + quote(values.GRAPH, safe="")
        body = values.TURTLE.encode()
        assert served.send("PUT", path, body, Content_Type="text/turtle").status == 201
        yield served
