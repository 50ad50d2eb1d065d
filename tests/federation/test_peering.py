"""Settings become peers and limits; a server that names no peers stays as it is."""

from dataclasses import replace

import pytest

from reportedly.engine.embedded import Embedded
from reportedly.engine.port import Query
from reportedly.errors import PeerFailed, SettingsError
from reportedly.federation.peering import Peering
from reportedly.settings import Settings

SETTINGS = Settings(store=None, federate=("gone=http://127.0.0.1:1/sparql",))
CALL = "SELECT * { SERVICE <https://w3id.org/reportedly/peer/gone> { ?s ?p ?o } }"


def test_limits_are_as_they_are_set() -> None:
    settings = replace(SETTINGS, peer_seconds=1.5, peer_answer=2000, peer_connections=3)
    peering = Peering.of(replace(settings, peer_calls=5, federated_seconds=6.5, waiting=7))
    assert (peering.each.seconds, peering.each.size, peering.each.connections) == (1.5, 2000, 3)
    assert (peering.all.seconds, peering.all.calls, peering.all.size) == (6.5, 5, 2000)
    assert peering.all.waiting == 7


def test_without_peers_the_engine_is_the_one_that_there_is() -> None:
    engine = Embedded.in_memory()
    with Peering.of(Settings(store=None)).over_embedded(engine) as same:
        assert same is engine


def test_calls_are_counted_also_those_that_fail() -> None:
    peering = Peering.of(SETTINGS)
    with peering.over_embedded(Embedded.in_memory()) as engine, pytest.raises(PeerFailed):
        engine.evaluate(Query(CALL))
    assert peering.calls.totals()["gone"].outcomes == {"peer-failed": 1}


@pytest.mark.parametrize("cache", ["other=60", "gone", "gone=-1"])
def test_what_is_kept_of_whom_has_to_make_sense(cache: str) -> None:
    with pytest.raises(SettingsError, match="--peer-cache"):
        Peering.of(replace(SETTINGS, peer_cache=(cache,)))
