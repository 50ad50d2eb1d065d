"""A real server for the clients that people have."""

from collections.abc import Iterator

import pytest

from tests.web.conftest import Served, serving


@pytest.fixture(scope="package")
def site() -> Iterator[Served]:
    """The server with the shipped graphs."""
    with serving("--store", "memory") as served:
        yield served
