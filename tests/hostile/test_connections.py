"""Requests that are broken, too large, too slow or too many, while others ask normal questions."""

import gzip
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from urllib.parse import quote

import pytest

from .attacks import ATTACKS
from .crowd import asking, quiet, unharmed
from .site import HOME, Site, running

pytestmark = pytest.mark.slow

QUERY = "application/sparql-query"
ENDLESS = ATTACKS["cross product"].query
GZIPPED = gzip.compress(b"ASK {}" * 1000)[:-20]


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with running("--store", "memory", "--query-seconds", "4") as site:
        quiet(site, 2)
        yield site
    assert site.left_over() == []


@pytest.mark.parametrize(
    ("body", "headers", "statuses"),
    [
        (b"ASK {}" + b" " * 5_000_000, {}, {413}),
        (b"SELECT * { ?s ?p '\xff\xfe' }", {}, {400}),
        (b"ASK { ?s ?p '\xed\xa0\x80' }", {}, {400}),
        (GZIPPED, {"Content-Encoding": "gzip"}, {400, 415}),
        (b"not gzip", {"Content-Encoding": "gzip"}, {400, 415}),
        (b"query=ASK%20%7B%7D%ff", {"Content-Type": "application/x-www-form-urlencoded"}, {400}),
        (b"ASK {}", {"Content-Type": "x/" + "y" * 10_000}, {415}),
        (b"ASK {}", {"X-Long": "y" * 1_000_000}, {431}),
        (b"", {"Content-Length": "99999999999"}, {413}),
        (b"", {"Content-Length": "-1"}, {400}),
        (b"1\r\nA\r\nnot hexadecimal\r\n", {"Transfer-Encoding": "chunked"}, {400}),
    ],
    ids=[
        *("5 MB", "no UTF-8", "surrogate", "truncated gzip", "no gzip", "no UTF-8 in a form"),
        *("long type", "long header", "huge length", "negative length", "bad chunk"),
    ],
)
def test_a_broken_request_is_refused(
    site: Site, usual: float, body: bytes, headers: dict[str, str], statuses: set[int]
) -> None:
    with asking(site) as crowd:
        reply = site.send("POST", "/sparql", body, {"Content-Type": QUERY} | headers)
        time.sleep(0.3)
    assert reply.status in statuses, reply
    assert reply.seconds < 2
    assert b"Traceback" not in reply.body
    assert unharmed(crowd, usual)


def test_a_slow_client_slows_nobody_else(site: Site, usual: float) -> None:
    """Sends one byte a second, in several connections, for a while; then all the rest at once."""
    request = f"GET /sparql?query={quote('ASK {}')} HTTP/1.1\r\nHost: {HOME}\r\n\r\n".encode()
    with ExitStack() as stack, asking(site) as crowd:
        slow = [stack.enter_context(connected(site)) for _ in range(20)]
        for place in range(5):
            for connection in slow:
                connection.sendall(request[place : place + 1])
            time.sleep(1)
        for connection in slow:
            connection.sendall(request[5:])
            assert connection.recv(12) == b"HTTP/1.1 200"
    assert unharmed(crowd, usual)


def test_a_slow_reader_slows_nobody_else(site: Site, usual: float) -> None:
    """Asks for much and takes none of it."""
    query = quote("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 50000")
    request = f"GET /sparql?query={query} HTTP/1.1\r\nHost: {HOME}\r\n\r\n".encode()
    with ExitStack() as stack, asking(site) as crowd:
        for _ in range(20):
            stack.enter_context(connected(site)).sendall(request)
        time.sleep(6)
    assert unharmed(crowd, usual)


def test_idle_connections_slow_nobody(site: Site, usual: float) -> None:
    with ExitStack() as stack, asking(site) as crowd:
        for _ in range(200):
            stack.enter_context(connected(site))
        time.sleep(3)
    assert unharmed(crowd, usual)


def test_a_hundred_endless_queries_of_one_client_slow_nobody_else(site: Site, usual: float) -> None:
    with asking(site) as crowd, ThreadPoolExecutor(100) as greedy:
        replies = list(greedy.map(site.ask, [ENDLESS] * 100))
    assert {reply.status for reply in replies} <= {503, 504}
    assert max(reply.seconds for reply in replies) < 4 + 4 + 2  # it waits, then it runs
    assert crowd.failures == []
    assert crowd.slowest < usual + 2  # the threads and the two or so processors are shared


def test_clients_that_go_free_their_workers(site: Site, usual: float) -> None:
    request = f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: {HOME}\r\n\r\n".encode()
    with asking(site) as crowd:
        for _ in range(60):
            with connected(site) as connection:
                connection.sendall(request)
        time.sleep(1)
        assert site.ask("ASK {}").seconds < 2
    assert crowd.failures == []
    assert crowd.slowest < usual + 2


def test_what_is_pipelined_is_answered_in_turn(site: Site) -> None:
    request = f"GET /sparql?query={quote('ASK {}')} HTTP/1.1\r\nHost: {HOME}\r\n\r\n".encode()
    with connected(site) as connection:
        connection.sendall(request * 50)
        answers = b""
        while answers.count(b"HTTP/1.1 200") < 50:
            piece = connection.recv(1 << 16)
            assert piece, answers[-500:]
            answers += piece


def test_descriptors_and_processes_do_not_pile_up(site: Site) -> None:
    """Long answers that are read, asked for by HEAD, or left."""
    path = "/sparql?query=" + quote("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 5000")
    request = f"GET {path} HTTP/1.1\r\nHost: {HOME}\r\n\r\n".encode()
    site.send("GET", path)
    before = site.root.num_fds(), len(site.root.children(recursive=True))
    for _ in range(30):
        assert site.send("GET", path).status == 200
        assert site.send("HEAD", path).status in {200, 405}
        with connected(site) as connection:
            connection.sendall(request)
            connection.recv(100)
    time.sleep(2)
    after = site.root.num_fds(), len(site.root.children(recursive=True))
    assert after[0] < before[0] + 10
    assert after[1] < before[1] + 8


def connected(site: Site) -> "closing[socket.socket]":
    """Return a connection to the server."""
    return closing(socket.create_connection((site.host, site.port), timeout=30))
