"""What several attacks need to know."""

import time
from collections.abc import Iterator

import pytest

from .canary import Canary, listening
from .crowd import quiet
from .site import Site


@pytest.fixture(scope="module")
def usual(site: Site) -> float:
    """How many seconds the slowest normal query takes when nobody attacks."""
    return quiet(site, 4).slowest


@pytest.fixture
def canary() -> Iterator[Canary]:
    """A listener that nobody contacts, also a moment later."""
    with listening() as canary:
        yield canary
        time.sleep(0.1)
    assert canary.visits == []
