"""What several attacks need to know."""

import pytest

from .crowd import quiet
from .site import Site


@pytest.fixture(scope="module")
def usual(site: Site) -> float:
    """How many seconds the slowest normal query takes when nobody attacks."""
    return quiet(site, 4).slowest
