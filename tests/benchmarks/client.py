"""An HTTP client that costs next to nothing, so that it is the servers that are measured."""

import socket
from dataclasses import dataclass
from time import monotonic
from typing import BinaryIO, Self
from urllib.parse import urlencode

Address = tuple[str, int]


class Failed(Exception):
    """A question got no answer; the message says what came instead."""


class TimedOut(Failed):
    """No answer came in time, and the server may still be at work on it."""


@dataclass(frozen=True)
class Response:
    """A good answer."""

    media_type: str
    body: bytes


def request(address: Address, path: str, query: str, accept: str) -> bytes:
    """Write a request for the answer to a query, as a form that is posted."""
    form = urlencode({"query": query}).encode()
    lines = (
        f"POST {path} HTTP/1.1",
        f"Host: {address[0]}:{address[1]}",
        f"Accept: {accept}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(form)}",
    )
    return "\r\n".join((*lines, "", "")).encode() + form


class Client:
    """One connection, which is used again as long as the server keeps it.

    Raises Failed if there can't be one.
    """

    def __init__(self, address: Address, timeout: float) -> None:
        self._address = address
        self._timeout = timeout
        self._connect()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def send(self, request: bytes) -> Response:
        """Send a request and read the answer to its end.

        Raises TimedOut after the seconds that the client was given, and Failed if the connection
        is lost or the status is not 200.
        """
        deadline = monotonic() + self._timeout
        try:
            response = self._exchange(request)
        except TimeoutError as error:
            raise TimedOut("timeout") from error
        except OSError as error:
            raise Failed(f"lost: {error}") from error
        if monotonic() > deadline:
            raise TimedOut("timeout")
        return response

    def _exchange(self, request: bytes) -> Response:
        self._socket.sendall(request)
        status = self._stream.readline()
        headers = _headers(self._stream)
        body = _body(self._stream, headers)
        if headers.get("connection", "").lower() == "close":
            self._close()
            self._connect()
        if b" 200 " not in status:
            raise Failed(_summary(status, body))
        return Response(headers.get("content-type", "").partition(";")[0], body)

    def _connect(self) -> None:
        try:
            self._socket = socket.create_connection(self._address, self._timeout)
        except OSError as error:
            raise Failed(f"no connection: {error}") from error
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._stream = self._socket.makefile("rb")

    def _close(self) -> None:
        self._stream.close()
        self._socket.close()


def _headers(stream: BinaryIO) -> dict[str, str]:
    found = {}
    while line := stream.readline().strip():
        name, _, value = line.decode("latin-1").partition(":")
        found[name.lower()] = value.strip()
    return found


def _body(stream: BinaryIO, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding", "").lower() == "chunked":
        return b"".join(iter(lambda: _chunk(stream), b""))
    if "content-length" not in headers:
        return stream.read()
    return _exactly(stream, int(headers["content-length"]))


def _chunk(stream: BinaryIO) -> bytes:
    size = stream.readline().partition(b";")[0].strip()
    if not size:
        raise ConnectionError("the answer breaks off")
    content = _exactly(stream, int(size, 16))
    stream.readline()
    return content


def _exactly(stream: BinaryIO, length: int) -> bytes:
    content = stream.read(length)
    if len(content) < length:
        raise ConnectionError(f"{length - len(content)} bytes are missing")
    return content


def _summary(status: bytes, body: bytes) -> str:
    """Return the status and the start of what the server says."""
    said = " ".join(body[:80].decode(errors="replace").split())
    return f"{status.decode(errors='replace').strip().partition(' ')[2]}: {said}"
