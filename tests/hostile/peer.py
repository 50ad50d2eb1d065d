"""A SPARQL endpoint that does as it is told by a script, and notes what is asked of it."""

import select
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Step = bytes | float | None
"""What is sent, the seconds to wait before it goes on, or nothing to hang up."""
Script = Callable[[], Iterator[Step]]
"""What is done after a request."""

_LOOK = 0.02
"""Seconds between two looks at whether the caller has gone."""


@dataclass(frozen=True)
class Request:
    """What a caller has sent; the names of headers are in lower case."""

    name: str
    headers: Mapping[str, str]
    body: str


@dataclass
class Peer:
    """An endpoint for each script, below the script’s name, and what has happened there."""

    port: int
    requests: list[Request] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """The scripts whose callers did not wait for the end."""
    sent: Counter[str] = field(default_factory=Counter)
    """Bytes by script."""
    calls: int = 0
    """How many requests are being answered."""
    most: int = 0
    """How many there were at once at most."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def iri(self, name: str) -> str:
        """Return where a script is asked for."""
        return f"http://127.0.0.1:{self.port}/{name}"

    def forget(self) -> None:
        """Start to note anew."""
        with self.lock:
            self.requests.clear()
            self.left.clear()
            self.sent.clear()
            self.most = self.calls

    def asked(self, name: str) -> int:
        """Return how often a script was asked for."""
        return sum(request.name == name for request in self.requests)

    @contextmanager
    def answering(self, request: Request) -> Iterator[None]:
        """Note a request, and count it for as long as this lasts."""
        with self.lock:
            self.requests.append(request)
            self.calls += 1
            self.most = max(self.most, self.calls)
        try:
            yield
        finally:
            with self.lock:
                self.calls -= 1


@contextmanager
def answering(scripts: Mapping[str, Script]) -> Iterator[Peer]:
    """Answer on a free port of 127.0.0.1, every connection in a thread of its own."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener:
        listener.settimeout(0.05)
        peer = Peer(listener.getsockname()[1])
        threads: list[threading.Thread] = []

        def listen() -> None:
            while not over.is_set():
                with suppress(TimeoutError):
                    caller, _ = listener.accept()
                    each = threading.Thread(target=_serve, args=(caller, peer, scripts, over))
                    each.start()
                    threads.append(each)

        listening = threading.Thread(target=listen)
        listening.start()
        try:
            yield peer
        finally:
            over.set()
            listening.join()
            for thread in threads:
                thread.join()


def _serve(
    caller: socket.socket, peer: Peer, scripts: Mapping[str, Script], over: threading.Event
) -> None:
    with caller:
        caller.settimeout(0.5)
        while not over.is_set():
            request = _request(caller, over)
            if request is None:
                return
            with peer.answering(request):
                if not _play(caller, peer, request.name, scripts[request.name](), over):
                    return


def _request(caller: socket.socket, over: threading.Event) -> Request | None:
    """Read a request; nothing if the caller goes, or time is over."""
    received = b""
    while not over.is_set():
        head, end, body = received.partition(b"\r\n\r\n")
        line, *fields = head.decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip() for name, _, value in (f.partition(":") for f in fields)
        }
        if end and len(body) >= int(headers.get("content-length", 0)):
            return Request(line.split()[1].lstrip("/").partition("?")[0], headers, body.decode())
        try:
            piece = caller.recv(1 << 16)
        except TimeoutError:
            continue
        except OSError:
            return None
        if not piece:
            return None
        received += piece
    return None


def _play(
    caller: socket.socket,
    peer: Peer,
    name: str,
    script: Iterator[Step],
    over: threading.Event,
) -> bool:
    """Play a script; say whether the caller was there until its end, which asks for more."""
    for step in script:
        if step is None:
            return False
        try:
            if isinstance(step, bytes):
                _send(caller, step, over)
                peer.sent[name] += len(step)
            elif _gone(caller, step, over):
                raise ConnectionResetError
        except OSError:
            peer.left.append(name)
            return False
        if over.is_set():
            return False
    return True


def _send(caller: socket.socket, data: bytes, over: threading.Event) -> None:
    """Send all; raises OSError if the caller has gone, or time is over."""
    view = memoryview(data)
    while view:
        if over.is_set():
            raise ConnectionAbortedError
        with suppress(TimeoutError):
            view = view[caller.send(view) :]


def _gone(caller: socket.socket, seconds: float, over: threading.Event) -> bool:
    """Wait; say whether the caller has hung up meanwhile."""
    limit = time.monotonic() + seconds
    while (left := limit - time.monotonic()) > 0 and not over.is_set():
        readable, _, _ = select.select([caller], [], [], min(_LOOK, left))
        if readable and not caller.recv(1, socket.MSG_PEEK):
            return True
    return False
