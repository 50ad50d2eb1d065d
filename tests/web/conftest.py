"""The application in this process, and the real server in one of its own."""

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from reportedly.engine.embedded import Embedded
from reportedly.engine.opening import open_engine
from reportedly.settings import Settings
from reportedly.web import create_app

from .submitting import Site, make_site


@dataclass(frozen=True)
class Reply:
    """What a server answered; the names of headers are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Served:
    """A server process, its address, and the seconds from its start to its first line."""

    process: "subprocess.Popen[str]"
    url: str
    started_in: float

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
        """Send one request; in the names of headers, _ stands for -."""
        address = urlsplit(self.url)
        with closing(http.client.HTTPConnection(address.netloc, timeout=30)) as connection:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            response = connection.getresponse()
            received = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, received, response.read())


@contextmanager
def serving(*arguments: str, announced: bool = True) -> Iterator[Served]:
    """Run `reportedly serve` on a free port, and stop it by its own id in the end.

    It has said where it listens, unless `announced` says not to wait for that.
    """
    command = [sys.executable, "-m", "reportedly", "serve", "--port", "0", *arguments]
    started = time.monotonic()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline() if announced else ""
            url = next((word for word in line.split() if word.startswith("http")), "")
            yield Served(process, url, time.monotonic() - started)
        finally:
            process.terminate()
            process.communicate(timeout=20)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real server, with the shipped graphs in a store on disk."""
    store = tmp_path_factory.mktemp("server") / "store"
    with serving("--store", str(store)) as served:
        assert served.url
        yield served


@pytest.fixture(scope="session")
def shipped_engine() -> Embedded:
    """An engine in memory with the shipped graphs."""
    return open_engine(None)


@pytest.fixture
def client(shipped_engine: Embedded) -> FlaskClient:
    """A client of the application in this process."""
    return create_app(shipped_engine, Settings(store=None)).test_client()


@pytest.fixture
def new_store(tmp_path: Path) -> Path:
    """Where a store can be made."""
    return tmp_path / "store"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The application with a store of its own, the shipped graphs and three tokens."""
    return make_site(tmp_path / "store")
