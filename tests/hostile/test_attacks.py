"""Queries and requests that ask for too much, while others ask normal questions."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly import generation
from reportedly.engine.embedded import Embedded

from .attacks import ATTACKS
from .crowd import asking, quiet, unharmed
from .site import Site, running

pytestmark = pytest.mark.slow

SECONDS = 4
"""The limit of a query."""
MEMORY = 256 << 20
WORKERS = 8
BASE = 2 << 30
"""Bytes for all processes of a server with a small store, what they share counted in each."""
QUERY = "application/sparql-query"


@pytest.fixture(scope="module", params=["memory", "disk"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    store = "memory"
    if request.param == "disk":
        store = str(filled(tmp_path_factory.mktemp("site") / "store"))
    limits = ("--query-seconds", str(SECONDS), "--query-memory", str(MEMORY))
    with running("--store", store, "--workers", str(WORKERS), *limits) as site:
        quiet(site, 2)
        yield site
    assert site.left_over() == []
    assert site.peak < BASE + WORKERS * MEMORY


def filled(path: Path) -> Path:
    """A store with twenty synthetic reports."""
    engine = Embedded.on_disk(path)
    for report in generation.corpus(reports=20, seed=1):
        engine.replace(report.iri, report.turtle.encode(), "text/turtle")
    engine.close()
    return path


@pytest.mark.parametrize("name", ATTACKS)
def test_a_query_that_takes_too_much_is_refused(site: Site, usual: float, name: str) -> None:
    attack = ATTACKS[name]
    with asking(site) as crowd:
        replies = [site.ask(attack.query) for _ in range(2)]
    for reply in replies:
        assert reply.status in attack.statuses, reply
        assert reply.seconds < SECONDS + 1
        assert len(reply.body) > 20 or reply.status == 200
        assert b"Traceback" not in reply.body
    assert unharmed(crowd, usual)
