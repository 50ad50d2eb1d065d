"""Queries that call much or long keep to their limits, and hurt nobody else."""

import json
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from urllib.parse import quote

import pytest

from .crowd import asking, quiet, unharmed
from .peer import Peer, answering
from .scripts import SCRIPTS, SECRET, STRANGE
from .site import HOME, Site, running

pytestmark = pytest.mark.slow

SECONDS = 4
"""The time of a query with calls; one call has less."""
CONNECTIONS = 4
CALLS = 100
"""How many calls a query may make."""
PLAYED = {name: (SCRIPTS | STRANGE)[name] for name in ("hang", "late", "good", "cookie", "dies")}


@pytest.fixture(scope="module")
def peer() -> Iterator[Peer]:
    with answering(PLAYED) as peer:
        yield peer


@pytest.fixture(scope="module")
def site(peer: Peer) -> Iterator[Site]:
    named = [f"--federate={name}={peer.iri(name)}" for name in PLAYED]
    limits = (f"--federated-seconds={SECONDS}", "--peer-seconds=3")
    with running("--store", "memory", *limits, *named) as site:
        quiet(site, 2)
        yield site
    assert site.left_over() == []


@pytest.fixture(autouse=True)
def forgotten(peer: Peer) -> None:
    peer.forget()


def call(peer: Peer, name: str, group: str = "?s ?p ?o", silent: str = "") -> str:
    return f"SERVICE {silent} <{peer.iri(name)}> {{ {group} }}"


def calls(peer: Peer, name: str, count: int, silent: str = "") -> str:
    """A query of so many calls, no two the same."""
    each = (call(peer, name, f"?s{n} ?p{n} ?o{n}", silent) for n in range(count))
    return f"SELECT * {{ {' '.join(each)} }}"


def eventually(happens: Callable[[], bool], seconds: float) -> bool:
    limit = time.monotonic() + seconds
    while not happens() and time.monotonic() < limit:
        time.sleep(0.02)
    return happens()


def test_fifty_calls_are_made_and_slow_nobody_else(site: Site, peer: Peer, usual: float) -> None:
    with asking(site) as crowd:
        reply = site.ask(calls(peer, "good", 50))
    assert reply.status == 200, reply
    assert peer.asked("good") == 50
    assert peer.most <= CONNECTIONS
    assert unharmed(crowd, usual)


def test_no_more_calls_are_made_than_a_query_may_make(site: Site, peer: Peer) -> None:
    for silent in ("", "SILENT"):
        reply = site.ask(calls(peer, "good", CALLS + 1, silent))
        assert reply.status == 413, reply
    assert peer.requests == []


def test_fifty_calls_of_a_peer_that_hangs_end_in_time(site: Site, peer: Peer, usual: float) -> None:
    with asking(site) as crowd, ThreadPoolExecutor(8) as callers:
        texts = [calls(peer, "hang", 50, silent) for silent in ("", "SILENT")] * 4
        replies = list(callers.map(site.ask, texts))
    assert {reply.status for reply in replies} <= {502, 503, 504}, replies
    assert max(reply.seconds for reply in replies) < SECONDS + 1.5
    assert peer.most <= CONNECTIONS
    assert eventually(lambda: peer.calls == 0, 2)
    assert unharmed(crowd, usual)


def test_a_hundred_clients_that_wait_for_a_peer_slow_nobody_else(
    site: Site, peer: Peer, usual: float
) -> None:
    query = f"SELECT * {{ {call(peer, 'hang')} }}"
    with asking(site) as crowd, ThreadPoolExecutor(100) as callers:
        replies = list(callers.map(site.ask, [query] * 100))
    assert {reply.status for reply in replies} <= {502, 503, 504}
    assert max(reply.seconds for reply in replies) < 2 * SECONDS + 2  # it waits, then it runs
    assert peer.most <= CONNECTIONS
    assert crowd.failures == []
    assert crowd.slowest < usual + 2  # the threads and the two or so processors are shared


LONG = {
    "values": "VALUES ?x { 'xxxxxxxxxxxxxxxxxxxx' } ",
    "many calls": "SERVICE SILENT <urn:x> { ?a ?b ?c } ",
    "open braces": "{ SERVICE <urn:x> { ",
    "optionals": "OPTIONAL { SERVICE SILENT ?e { ?a ?b ?c } ",
    "comments": "# SERVICE <urn:x> {}\n",
    "unions": "{ ?a ?b ?c } UNION { SERVICE SILENT <urn:x> { ?a ?b ?c } } UNION ",
    "exists": "FILTER EXISTS { SERVICE SILENT <urn:x> { ?a ?b ?c } } ",
    "triples": "?a ?b ?c . ",
    "variables": "?e ",
    "strings": "'SERVICE' ",
}
"""What a query is filled up with."""


@pytest.mark.parametrize("size", [60_000, 250_000])
@pytest.mark.parametrize("name", LONG)
def test_a_long_query_with_calls_slows_nobody_else(
    site: Site, peer: Peer, usual: float, name: str, size: int
) -> None:
    start = f"SELECT * {{ {call(peer, 'good')} "
    query = start + LONG[name] * ((size - len(start)) // len(LONG[name])) + " }"
    with asking(site) as crowd, ThreadPoolExecutor(4) as callers:
        replies = list(callers.map(site.ask, [query] * 4))
    for reply in replies:
        assert reply.status in {200, 400, 403, 413, 503, 504}, reply
        assert reply.seconds < SECONDS + 2
        assert b"Traceback" not in reply.body
    assert unharmed(crowd, usual)


def test_a_thousand_endpoints_are_not_called(site: Site, peer: Peer, usual: float) -> None:
    known = " ".join(f"<{peer.iri('good')}>" for _ in range(10))
    others = " ".join(f"<{peer.iri('good')}/{number}>" for number in range(1000))
    for silent, statuses in (("", {403, 413}), ("SILENT", {200, 413})):
        query = (
            f"SELECT * {{ VALUES ?e {{ {known} {others} }} SERVICE {silent} ?e {{ ?s ?p ?o }} }}"
        )
        with asking(site) as crowd:
            reply = site.ask(query)
        assert reply.status in statuses, reply
        assert unharmed(crowd, usual)
    assert peer.asked("good") <= 2


def test_endpoints_that_the_data_name_are_called_if_they_are_allowed(
    site: Site, peer: Peer
) -> None:
    iris = f"<{peer.iri('good')}> <{peer.iri('good')}/other> <{peer.iri('dies')}>"
    query = f"SELECT ?e ?s {{ VALUES ?e {{ {iris} }} SERVICE SILENT ?e {{ ?s ?p ?o }} }}"
    reply = site.ask(query)
    assert reply.status == 200, reply
    assert reply.body.count(b"x:s") == 1
    assert {request.name for request in peer.requests} == {"good", "dies"}


def asked(site: Site, query: str) -> "closing[socket.socket]":
    """Return a connection on which a query was sent."""
    connection = socket.create_connection((site.host, site.port), timeout=30)
    path = f"/sparql?query={quote(query)}"
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOME}\r\n\r\n".encode())
    return closing(connection)


def test_a_call_is_broken_off_when_nobody_waits_for_it(site: Site, peer: Peer) -> None:
    with asked(site, f"SELECT * {{ {call(peer, 'hang')} }}"):
        assert eventually(lambda: peer.asked("hang") == 1, 2)
    gone = time.monotonic()
    assert eventually(lambda: peer.left == ["hang"], 2)
    assert time.monotonic() - gone < 1  # much less than the time of a call


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_waits_for_a_peer_stops_in_time(peer: Peer, sign: signal.Signals) -> None:
    limits = ("--peer-seconds=60", "--federated-seconds=60", "--stop-seconds=2")
    named = f"--federate=hang={peer.iri('hang')}"
    with running("--store", "memory", *limits, named) as site:
        query = f"SELECT * {{ {call(peer, 'hang')} }}"
        with asked(site, query), asked(site, query):
            assert eventually(lambda: peer.asked("hang") == 2, 5)
            site.look()
            started = time.monotonic()
            os.kill(site.process.pid, sign)
            assert site.process.wait(20) == 0
            assert time.monotonic() - started < 2 + 8  # as when nobody is called
        assert eventually(lambda: peer.left == ["hang"] * 2, 2)
        assert site.left_over() == []
        assert site.process.stderr is not None
        assert "Traceback" not in site.process.stderr.read()


def test_only_the_server_itself_calls(site: Site, peer: Peer) -> None:
    """The processes that read queries have no connections at all."""
    with asked(site, f"SELECT * {{ {call(peer, 'hang')} }}"):
        assert eventually(lambda: peer.asked("hang") == 1, 2)
        ports = {each.raddr.port for each in site.root.net_connections("inet") if each.raddr}
        assert peer.port in ports
        for process in site.root.children(recursive=True):
            assert process.net_connections("inet") == []


def test_nothing_of_the_client_reaches_the_peer(site: Site, peer: Peer) -> None:
    """Of what a client sends only the part of its query that is the peer’s."""
    told = {"Authorization": "Bearer hidden", "Cookie": "a=hidden", "Referer": "http://hidden/"}
    others = ("Proxy-Authorization", "X-Forwarded-For", "Forwarded", "Origin", "User-Agent", "From")
    headers = told | dict.fromkeys(others, "hidden") | {"Accept": "text/csv"}
    query = f"SELECT ?s {{ BIND('hidden' AS ?x) {call(peer, 'good')} }} # hidden"
    reply = site.send("GET", f"/sparql?query={quote(query)}&key=hidden", None, headers)
    assert reply.status == 200, reply
    [request] = peer.requests
    assert "hidden" not in str(request)
    allowed = {"host", "accept", "accept-encoding", "content-type", "content-length", "user-agent"}
    assert set(request.headers) <= allowed | {"connection"}


def test_what_a_peer_wants_kept_is_neither_kept_nor_passed_on(site: Site, peer: Peer) -> None:
    for number in range(2):
        reply = site.ask(f"SELECT * {{ {call(peer, 'cookie')} }} # {number}")
        assert reply.status == 200, reply
        assert SECRET not in str(reply.headers)
    assert peer.asked("cookie") == 2
    assert not any("cookie" in request.headers for request in peer.requests)


def test_time_is_told_by_peer(site: Site, peer: Peer) -> None:
    reply = site.ask(f"SELECT * {{ {call(peer, 'late')} }}")
    assert reply.status == 200, reply
    entries = [each.strip() for each in reply.headers["server-timing"].split(",")]
    [late] = [each for each in entries if "late" in each]
    spent = float(late.partition("dur=")[2].partition(";")[0])
    assert 1000 <= spent <= reply.seconds * 1000
    metrics = site.send("GET", "/metrics").body.decode()
    told = [line for line in metrics.splitlines() if 'peer="late"' in line]
    assert told, metrics
    assert any(float(line.split()[-1]) >= 1 for line in told)


def test_a_failure_is_told_by_peer_and_reason(site: Site, peer: Peer) -> None:
    headers = {"Accept": "application/problem+json"}
    for name, code in (("dies", "peer-failed"), ("hang", "peer-takes-time")):
        path = f"/sparql?query={quote(f'SELECT * {{ {call(peer, name)} }}')}"
        problem = json.loads(site.send("GET", path, None, headers).body)
        assert code in problem["type"] or problem.get("code") == code, problem
        assert name in problem["detail"]
