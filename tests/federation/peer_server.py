"""A peer on 127.0.0.1 that does as it is told, however badly."""

import gzip
import json
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Event, Lock, Thread
from time import sleep
from typing import Any, BinaryIO
from urllib.parse import parse_qs

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
TSV = "text/tab-separated-values"


@dataclass(frozen=True)
class Asked:
    """A request, with the names of headers in small letters."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def query(self) -> str:
        """The query in it."""
        form = self.body.decode() if self.method == "POST" else self.target.partition("?")[2]
        return parse_qs(form)["query"][0]


Behaviour = Callable[[Asked, socket.socket], None]
"""Answers a request; a ConnectionError closes the connection."""


@dataclass
class PeerServer:
    """A running peer: what it was asked, and how many connections it had, also at a time.

    `gone` tells that one has been closed.
    """

    behaviour: Behaviour
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    open: int = 0
    most_open: int = 0
    gone: Event = field(default_factory=Event)

    @property
    def url(self) -> str:
        """Where it is asked."""
        return f"http://127.0.0.1:{self.port}/sparql"


@contextmanager
def running(
    behaviour: Behaviour, wrap: Callable[[socket.socket], socket.socket] | None = None
) -> Iterator[PeerServer]:
    """Run a peer; `wrap` has its connections encrypted."""
    peer = PeerServer(behaviour)
    counting = Lock()

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            with counting:
                peer.connections += 1
                peer.open += 1
                peer.most_open = max(peer.open, peer.most_open)
            with suppress(OSError):
                connection = wrap(self.request) if wrap else self.request
                with connection, connection.makefile("rb") as lines:
                    while asked := _request(lines):
                        peer.asked.append(asked)
                        peer.behaviour(asked, connection)
            with counting:
                peer.open -= 1
            peer.gone.set()

    class Server(ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False
        request_queue_size = 64

        def handle_error(self, *_: Any) -> None:
            raise AssertionError("The scripted peer has failed.")

    with Server(("127.0.0.1", 0), Handler) as server:
        peer.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield peer
        finally:
            server.shutdown()
            thread.join()


def _request(lines: BinaryIO) -> Asked | None:
    first = lines.readline().decode("latin-1").split()
    if len(first) != 3:
        return None
    headers = {}
    while line := lines.readline().decode("latin-1").strip():
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    body = lines.read(int(headers.get("content-length", 0)))
    return Asked(first[0], first[1], headers, body)


def results(*rows: Mapping[str, Any], variables: tuple[str, ...] = ("a",)) -> bytes:
    """Return solutions in JSON."""
    return json.dumps({"head": {"vars": variables}, "results": {"bindings": rows}}).encode()


ONE = results({"a": {"type": "literal", "value": "one"}})
"""One solution."""


def head(status: int, headers: Mapping[str, str]) -> bytes:
    """Return what stands above a body; the reason phrase and a header try to be seen."""
    lines = {"X-Poison": "poison", **headers}
    text = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status} poison\r\n{text}\r\n".encode("latin-1")


def answers(
    body: bytes = ONE, media_type: str | None = JSON, status: int = 200, **headers: str
) -> Behaviour:
    """Answer as a good server does; `_` in the names of headers stands for a hyphen."""
    above = {"Content-Type": media_type} if media_type else {}
    above |= {name.replace("_", "-"): value for name, value in headers.items()}

    def behave(_: Asked, out: socket.socket) -> None:
        out.sendall(head(status, {**above, "Content-Length": str(len(body))}) + body)

    return behave


def raw(sent: bytes) -> Behaviour:
    """Send bytes and close."""

    def behave(_: Asked, out: socket.socket) -> None:
        out.sendall(sent)
        raise ConnectionAbortedError

    return behave


def never(asked: Asked, out: socket.socket) -> None:
    """Wait until the other end gives up."""
    del asked
    out.recv(1)
    raise ConnectionAbortedError


def closes(asked: Asked, out: socket.socket) -> None:
    """Close the connection without a word."""
    del asked, out
    raise ConnectionAbortedError


def drips(body: bytes = ONE, seconds: float = 1, above: bool = False) -> Behaviour:
    """Send a byte, wait, send the next; `above` does so from the first line on."""

    def behave(_: Asked, out: socket.socket) -> None:
        start = head(200, {"Content-Type": JSON, "Content-Length": str(len(body))})
        out.sendall(b"" if above else start)
        for byte in (start + body) if above else body:
            out.sendall(bytes([byte]))
            sleep(seconds)

    return behave


def huge(size: int = 1 << 30, *, told: bool, media_type: str = JSON) -> Behaviour:
    """Send very many bytes, and tell so before or not."""

    def behave(_: Asked, out: socket.socket) -> None:
        length = {"Content-Length": str(size)} if told else {}
        out.sendall(head(200, {"Content-Type": media_type, **length}))
        part = b" " * (1 << 16)
        for _sent in range(0, size, len(part)):
            out.sendall(part)
        raise ConnectionAbortedError

    return behave


def chunks(asked: Asked, out: socket.socket) -> None:
    """Send chunks for ever."""
    del asked
    out.sendall(head(200, {"Content-Type": JSON, "Transfer-Encoding": "chunked"}))
    while True:
        out.sendall(b"80\r\n" + b" " * 128 + b"\r\n")


def informs(asked: Asked, out: socket.socket) -> None:
    """Say for ever that the answer is to come."""
    del asked
    while True:
        out.sendall(b"HTTP/1.1 103 Early Hints\r\n\r\n")


def header_bomb(asked: Asked, out: socket.socket) -> None:
    """Send headers for ever."""
    del asked
    out.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        out.sendall(b"X-Poison: poison\r\n" * 1_000)


def redirects(to: str, status: int = 302) -> Behaviour:
    """Send on to another address."""
    return answers(b"poison", "text/plain", status, Location=to)


def packed(body: bytes = ONE) -> Behaviour:
    """Answer in gzip, though nobody has asked for it."""
    return answers(gzip.compress(body), Content_Encoding="gzip")


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """Do one after the other, and then the last one for ever."""
    left = list(behaviours)

    def behave(asked: Asked, out: socket.socket) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(asked, out)

    return behave
