"""Documents of strangers that must not get in: each is refused at once and changes nothing."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from .canary import Canary, listening
from .documents import DOCUMENTS, Sent, remote
from .site import Site, running

pytestmark = pytest.mark.slow

PATHS = ("/validate", "/reports")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("submissions") / "store"


@pytest.fixture(scope="module")
def site(store: Path) -> Iterator[Site]:
    with running("--store", str(store), "--allow-anonymous-writes") as site:
        yield site


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    with listening() as canary:
        yield canary


def state(site: Site, store: Path) -> tuple[bytes, dict[str, str]]:
    """The revision and the number of triples, and every file that is not the database's own."""
    found = site.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").body
    health = site.send("GET", "/health").body
    kept = store / "submissions"
    files = {
        str(path.relative_to(kept)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(kept.rglob("*"))
        if path.is_file()
    }
    return found + health, files


def refused(site: Site, path: str, sent: Sent) -> None:
    replies = [site.send("POST", path, sent.body, sent.headers) for _ in range(2)]
    reply = min(replies, key=lambda reply: reply.seconds)
    assert reply.seconds < 1, reply
    assert reply.status in sent.statuses, reply
    assert len(reply.body) > 40
    assert b"Traceback" not in reply.body


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_changes_nothing(site: Site, store: Path, name: str, path: str) -> None:
    sent = DOCUMENTS[name]()
    before = state(site, store)
    refused(site, path, sent)
    assert state(site, store) == before


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", remote(""))
def test_nothing_is_fetched_for_a_document(
    site: Site, store: Path, canary: Canary, name: str, path: str
) -> None:
    before = state(site, store)
    refused(site, path, remote(canary.iri)[name])
    assert state(site, store) == before
    assert canary.visits == []
