"""Queries that call another server of this kind, over HTTP as they come."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from .conftest import Reply, Served, serving
from .test_operating import eventually, measured

NUMBERS = b"".join(b"<a:%d> <a:number> %d ." % (number, number) for number in range(5))
CALL = "SELECT ?n { SERVICE <https://w3id.org/reportedly/peer/other> { ?s <a:number> ?n } }"
GONE = "SELECT ?n { SERVICE <https://w3id.org/reportedly/peer/gone> { ?s <a:number> ?n } }"
UNKNOWN = "SELECT ?n { SERVICE <http://unknown.example/sparql> { ?s <a:number> ?n } }"
CSV = "text/csv"
PAGE = "text/html"


@pytest.fixture(scope="module")
def other() -> Iterator[Served]:
    """A peer that holds some numbers."""
    with serving("--store", "memory", "--empty", "--allow-anonymous-writes") as served:
        served.send("PUT", "/graphs?graph=a:g", NUMBERS, Content_Type="text/turtle")
        yield served


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("federated") / "access.log"


@pytest.fixture(scope="module")
def calling(other: Served, log: Path) -> Iterator[Served]:
    """A server that calls it, and another that has gone."""
    arguments = ["--store", "memory", "--access-log", str(log)]
    arguments += ["--federate", f"other={other.url}sparql", "--federate", "gone=http://127.0.0.1:1"]
    with serving(*arguments) as served:
        yield served


def ask(served: Served, query: str, accept: str = CSV) -> Reply:
    return served.send("GET", f"/sparql?query={quote(query)}", Accept=accept)


def test_a_call_is_answered_to_programs_and_to_people(calling: Served) -> None:
    reply = ask(calling, CALL)
    assert sorted(reply.body.split()) == [b"0", b"1", b"2", b"3", b"4", b"n"]
    page = ask(calling, CALL, PAGE)
    assert (page.status, b">4</" in page.body) == (200, True)
    assert b'href="/peers#other">other</a>' in page.body


@pytest.mark.parametrize("accept", [CSV, PAGE])
def test_the_answer_passes_and_tells_what_the_peer_took(calling: Served, accept: str) -> None:
    headers = ask(calling, CALL, accept).headers
    assert "etag" not in headers
    assert headers["cache-control"] == "no-store"
    assert "peer-other;dur=" in headers["server-timing"]
    assert ';desc="1 call"' in headers["server-timing"]


def test_an_answer_is_as_new_as_the_data_of_the_peer(calling: Served, other: Served) -> None:
    count = CALL.replace("?n {", "(COUNT(*) AS ?count) {", 1)
    for number in range(3):
        body = b"<a:x> <a:number> %d ." % number
        other.send("PUT", f"/graphs?graph=a:new{number}", body, Content_Type="text/turtle")
        assert ask(calling, count).body.split() == [b"count", b"%d" % (6 + number)]


def test_calls_are_counted_by_peer_and_outcome(calling: Served) -> None:
    ask(calling, CALL)
    ask(calling, GONE)
    found = measured(calling.send("GET", "/metrics").body.decode())
    assert found['reportedly_peer_calls_total{peer="other",outcome="ok"}'] >= 1
    assert found['reportedly_peer_calls_total{peer="gone",outcome="peer-failed"}'] >= 1
    assert found['reportedly_peer_seconds_sum{peer="other"}'] > 0
    assert found['reportedly_peer_seconds_count{peer="other"}'] >= 1
    assert found['reportedly_peer_calls_running{peer="other"}'] == 0
    assert found['reportedly_federated_queries{state="running"}'] == 0
    assert found['reportedly_queries{state="running"}'] == 0


@pytest.mark.parametrize("accept", ["application/json", PAGE])
def test_the_log_has_the_time_of_peers_and_no_query(
    calling: Served, log: Path, accept: str
) -> None:
    before = len(log.read_text().splitlines())
    ask(calling, CALL, accept)
    assert eventually(lambda: len(log.read_text().splitlines()) > before)
    line = json.loads(log.read_text().splitlines()[before])
    assert 0 < line["peers"] <= line["seconds"]
    assert "SERVICE" not in log.read_text()


@pytest.mark.parametrize(
    ("query", "status", "word"), [(GONE, 502, b"gone"), (UNKNOWN, 403, b"unknown.example")]
)
@pytest.mark.parametrize("accept", ["text/plain", PAGE])
def test_a_call_that_fails_is_told_with_its_peer(
    calling: Served, query: str, status: int, word: bytes, accept: str
) -> None:
    reply = ask(calling, query, accept)
    assert reply.status == status
    assert word in reply.body
    assert (b'href="/peers"' in reply.body) == (accept == PAGE and status == 403)


@pytest.mark.parametrize(
    ("query", "name"), [(GONE, "peer-gone"), (UNKNOWN, "peer-http-unknown.example-sparql")]
)
def test_a_silent_call_that_fails_is_told_in_the_header_alone(
    calling: Served, query: str, name: str
) -> None:
    reply = ask(calling, query.replace("SERVICE", "SERVICE SILENT"))
    assert reply.status == 200
    timing = reply.headers["server-timing"]
    assert f"{name};dur=" in timing
    assert ';desc="0 calls, 1 failed"' in timing


def test_a_server_that_names_no_peers_calls_none(other: Served) -> None:
    reply = ask(other, CALL)
    assert (reply.status, b"SERVICE is refused" in reply.body) == (403, True)
    assert b"reportedly_peer_calls_total{" not in other.send("GET", "/metrics").body
