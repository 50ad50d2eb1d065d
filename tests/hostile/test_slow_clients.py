"""Clients that take their time get a clear answer within their limit, and slow nobody else."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from urllib.parse import quote

import psutil
import pytest

from .crowd import asking, quiet, unharmed
from .site import HOME, Site, running

pytestmark = pytest.mark.slow

SECONDS = 3
"""What a client has."""
HOST = f"Host: {HOME}\r\n"
ASK = f"GET /sparql?query={quote('ASK {}')} HTTP/1.1\r\n{HOST}\r\n".encode()
FORM = "Content-Type: application/x-www-form-urlencoded\r\n"
LONG = quote("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 200000")


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with running("--store", "memory", "--client-seconds", str(SECONDS)) as site:
        quiet(site, 2)
        yield site
    assert site.left_over() == []


def connected(site: Site) -> "closing[socket.socket]":
    return closing(socket.create_connection((site.host, site.port), timeout=30))


def answer(connection: socket.socket) -> bytes:
    """All that comes until the server closes the connection."""
    received = b""
    with suppress(ConnectionResetError):
        while piece := connection.recv(1 << 16):
            received += piece
    return received


BEGINNINGS = {
    "nothing": b"",
    "the method": b"GE",
    "headers": ASK[:-2],
    "a body": f"POST /sparql HTTP/1.1\r\n{HOST}{FORM}Content-Length: 900\r\n\r\nquery=".encode(),
    "a body for Flask": f"PUT /graphs?default HTTP/1.1\r\n{HOST}Content-Length: 9\r\n\r\n".encode(),
    "chunks": f"POST /sparql HTTP/1.1\r\n{HOST}{FORM}Transfer-Encoding: chunked\r\n\r\n".encode(),
    "empty lines": b"\r\n",
}


@pytest.mark.parametrize("name", BEGINNINGS)
def test_a_request_that_never_ends_is_refused_in_time(site: Site, name: str) -> None:
    started = time.monotonic()
    with connected(site) as connection:
        connection.sendall(BEGINNINGS[name])
        received = answer(connection)
    assert SECONDS - 0.5 < time.monotonic() - started < SECONDS + 2
    assert received.startswith(b"HTTP/1.1 408 "), received
    assert b"did not arrive within 3 seconds" in received


def test_one_byte_a_second_is_too_slow(site: Site, usual: float) -> None:
    with ExitStack() as stack, asking(site) as crowd:
        slow = [stack.enter_context(connected(site)) for _ in range(20)]
        started = time.monotonic()
        for place in range(SECONDS):
            for connection in slow:
                connection.sendall(ASK[place : place + 1])
            time.sleep(1)
        for connection in slow:
            assert answer(connection).startswith(b"HTTP/1.1 408 ")
        assert time.monotonic() - started < SECONDS + 2
    assert unharmed(crowd, usual)


def test_a_second_request_has_its_own_time(site: Site) -> None:
    with connected(site) as connection:
        for _ in range(3):
            connection.sendall(ASK[:9])
            time.sleep(SECONDS / 2)
            connection.sendall(ASK[9:])
            assert connection.recv(1 << 16).startswith(b"HTTP/1.1 200 ")
        connection.sendall(ASK[:9])
        assert answer(connection).startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize("more", ["", "Connection: close\r\n"])
def test_a_client_that_takes_nothing_is_cut_off(site: Site, more: str) -> None:
    with ExitStack() as stack:
        for _ in range(5):
            connection = stack.enter_context(connected(site))
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.sendall(f"GET /sparql?query={LONG} HTTP/1.1\r\n{HOST}{more}\r\n".encode())
        assert connection.recv(10) == b"HTTP/1.1 2"
        assert open_connections(site) >= 5
        time.sleep(SECONDS + 3)
        assert open_connections(site) == 0


def open_connections(site: Site) -> int:
    connections = site.root.net_connections("tcp")
    return sum(each.status == psutil.CONN_ESTABLISHED for each in connections)


def test_a_client_that_takes_a_little_all_the_time_gets_it_all(site: Site) -> None:
    with connected(site) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 15)
        query = quote("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000")
        head = f"GET /sparql?query={query} HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n"
        connection.sendall(head.encode())
        received = bytearray()
        started = time.monotonic()
        while piece := connection.recv(1 << 18):
            received += piece
            if time.monotonic() - started < 2 * SECONDS:
                time.sleep(0.05)
        length = int(received.partition(b"content-length: ")[2].split()[0])
        assert len(received.partition(b"\r\n\r\n")[2]) == length
