"""The real server in a process of its own, and all the processes that it starts."""

import http.client
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

import psutil
import pytest

HOME = "127.0.0.1"
"""Where everything listens, and where most clients come from."""


@dataclass(frozen=True)
class Reply:
    """What a server answered, and after how many seconds; names of headers are in lower case."""

    status: int
    body: bytes
    seconds: float
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.status} after {self.seconds:.1f} s: {self.body[:200]!r}"


@dataclass
class Site:
    """A server, its address, and every process that was seen below it."""

    process: "subprocess.Popen[str]"
    host: str
    port: int
    seen: set[psutil.Process] = field(default_factory=set)
    peak: int = 0

    def send(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        source: str = HOME,
    ) -> Reply:
        """Send one request on a connection of its own, from an address of this machine."""
        started = time.monotonic()
        connection = http.client.HTTPConnection(
            self.host, self.port, timeout=30, source_address=(source, 0)
        )
        with closing(connection):
            with suppress(BrokenPipeError, ConnectionResetError):  # it may answer before the end
                connection.request(method, path, body, dict(headers or {}))
            response = connection.getresponse()
            named = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, response.read(), time.monotonic() - started, named)

    def ask(self, query: str, source: str = HOME, accept: str = "text/csv") -> Reply:
        """Send a query as a form."""
        body = urlencode({"query": query}).encode()
        form = "application/x-www-form-urlencoded"
        headers = {"Content-Type": form, "Accept": accept}
        return self.send("POST", "/sparql", body, headers, source)

    def put(self, graph: str, document: bytes) -> Reply:
        """Replace a graph by a Turtle document."""
        path = "/graphs?" + urlencode({"graph": graph})
        return self.send("PUT", path, document, {"Content-Type": "text/turtle"})

    def look(self) -> int:
        """Note which processes there are; return the bytes of memory that they take together.

        What processes share counts once for each.
        """
        found = [self.root, *self.root.children(recursive=True)]
        self.seen.update(found)
        total = 0
        for process in found:
            with suppress(psutil.NoSuchProcess):
                total += process.memory_info().rss
        self.peak = max(self.peak, total)
        return total

    @property
    def root(self) -> psutil.Process:
        """The process of the server."""
        return psutil.Process(self.process.pid)

    def left_over(self, seconds: float = 10) -> list[psutil.Process]:
        """Return which of the processes seen are still there, after a time to end in."""
        limit = time.monotonic() + seconds
        while (left := [each for each in self.seen if alive(each)]) and time.monotonic() < limit:
            time.sleep(0.05)
        return left


def alive(process: psutil.Process) -> bool:
    """Say whether a process runs: the dead that nobody has collected don't."""
    with suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


@contextmanager
def running(*arguments: str) -> Iterator[Site]:
    """Run `reportedly serve` on a free port, look at it all the time, and stop it in the end."""
    command = [sys.executable, "-m", "reportedly", "serve", "--port", "0", *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            site = _reached(process)
            with _watched(site):
                yield site
        finally:
            process.terminate()
            try:
                process.communicate(timeout=20)
            finally:
                process.kill()


def _reached(process: "subprocess.Popen[str]") -> Site:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line and "No such option" in process.communicate(timeout=20)[1]:
        pytest.skip("reportedly serve has no such option yet")
    address = urlsplit(next(word for word in line.split() if word.startswith("http")))
    assert address.hostname
    assert address.port
    return Site(process, address.hostname, address.port)


@contextmanager
def _watched(site: Site) -> Iterator[None]:
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.1):
            with suppress(psutil.NoSuchProcess):
                site.look()

    site.look()
    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
        with suppress(psutil.NoSuchProcess):
            site.look()
