"""What a peer is sent and sends: little, however much it knows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.server import Server
from tests.benchmarks.servers import Reportedly

from .askers import Ours, Unbound
from .measure import Plan, compare, loaded

pytestmark = pytest.mark.slow

KNOWN = 20_000


@pytest.fixture(scope="module")
def peer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with loaded(Reportedly(tmp_path_factory.mktemp("peer"), timeout=60), Plan(known=KNOWN)) as peer:
        yield peer


@pytest.mark.parametrize(("places", "calls"), [(30, 1), (250, 3)])
def test_a_join_is_bound(peer: Server, tmp_path: Path, places: int, calls: int) -> None:
    """The peer is sent the places in batches, and sends what it knows of them and no more."""
    plan = Plan(places=places, known=KNOWN, runs=1)
    outcomes = compare(tmp_path, peer, [Ours, Unbound], plan)
    bound, unbound = outcomes[Ours.name], outcomes[Unbound.name]
    assert (bound.calls, bound.rows) == (calls, places)
    assert (unbound.calls, unbound.rows) == (1, KNOWN)


def test_thirty_places_take_less_than_a_hundredth(peer: Server, tmp_path: Path) -> None:
    outcomes = compare(tmp_path, peer, [Ours, Unbound], Plan(known=KNOWN, runs=1))
    bound, unbound = outcomes[Ours.name], outcomes[Unbound.name]
    assert bound.rows <= unbound.rows / 100
    assert bound.size <= unbound.size / 100
