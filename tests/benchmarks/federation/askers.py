"""Who joins local places to a peer, each in its own way."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from rdflib import Dataset

from tests.benchmarks.client import Client, request
from tests.benchmarks.questions import JSON
from tests.benchmarks.server import Server
from tests.benchmarks.servers import Oxigraph, Reportedly

from . import data
from .relay import rows

TIMEOUT = 120


class Asker(ABC):
    """Knows the local places; `urls` are those of the peer that it will be asked to call."""

    name: ClassVar[str]

    def __init__(self, folder: Path, local: Path, urls: Sequence[str]) -> None:
        self.folder = folder
        self.local = local
        self.urls = urls

    @contextmanager
    def ready(self) -> Iterator[None]:
        """Be there for as long as this lasts."""
        yield

    @abstractmethod
    def ask(self, url: str, number: int) -> int:
        """Ask the question, which is new for each number; return how many rows came of it."""


class Front(Asker):
    """A server that is asked the query with its call."""

    server: Server

    @contextmanager
    def ready(self) -> Iterator[None]:
        self.server = self.prepared()
        self.server.load(self.local)
        self.server.start()
        try:
            yield
        finally:
            self.server.stop()

    @abstractmethod
    def prepared(self) -> Server:
        """Return the server, which has not been started."""

    def ask(self, url: str, number: int) -> int:
        response = self.server.ask(data.joined(url, number), JSON)
        return rows(response.media_type, response.body)


class Federated(Reportedly):
    """Our server, which may call peers."""

    urls: Sequence[str] = ()

    def command(self) -> Sequence[str | Path]:
        named = [f"peer-{number}={url}" for number, url in enumerate(self.urls)]
        return (*super().command(), *(word for each in named for word in ("--federate", each)))


class Ours(Front):
    """Our server, with its own default settings but for the time that it has."""

    name = "reportedly, bound"

    def prepared(self) -> Server:
        server = Federated(self.folder, TIMEOUT)
        server.urls = self.urls
        return server


class OxigraphService(Front):
    """The Oxigraph server’s own SERVICE."""

    name = "Oxigraph’s SERVICE"

    def prepared(self) -> Server:
        return Oxigraph(self.folder, TIMEOUT)


class RdflibService(Asker):
    """rdflib’s SERVICE, in this process."""

    name = "rdflib’s SERVICE"

    @contextmanager
    def ready(self) -> Iterator[None]:
        self._places = Dataset(default_union=True)
        self._places.parse(self.local, format="nquads")
        yield

    def ask(self, url: str, number: int) -> int:
        return len(self._places.query(data.joined(url, number)))


class Unbound(Asker):
    """A plain client that is sent all of what the call matches, and does not even join it."""

    name = "unbound, over HTTP"

    def ask(self, url: str, number: int) -> int:
        parts = urlsplit(url)
        address = parts.hostname or "", parts.port or 80
        with Client(address, TIMEOUT) as client:
            client.send(request(address, parts.path, data.unbound(number), JSON))
        return 0


ASKERS: tuple[type[Asker], ...] = (Ours, Unbound, OxigraphService, RdflibService)
"""Ours first: the others are measured by it."""
