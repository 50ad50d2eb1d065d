"""A SPARQL client that keeps its connection, changes no request and follows no redirect."""

from dataclasses import dataclass
from http.client import HTTPConnection
from typing import NamedTuple
from urllib.parse import quote, urlsplit

TIMEOUT = 30
"""Seconds to wait for an answer."""


class Endpoint(NamedTuple):
    """The addresses of a server."""

    query: str
    update: str
    graphs: str


@dataclass(frozen=True)
class Response:
    """An answer, with the names of its headers in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The type of the body, with its parameters; empty if it is not told."""
        return self.headers.get("content-type", "")

    @property
    def text(self) -> str:
        """The body, for people to read."""
        return self.body.decode(errors="replace")

    @property
    def summary(self) -> str:
        """The status and how the body begins."""
        return f"{self.status} {self.text[:500]}"


class Client:
    """One connection to the server under test."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._connection = HTTPConnection(urlsplit(endpoint.query).netloc, timeout=TIMEOUT)

    def close(self) -> None:
        self._connection.close()

    def send(
        self, method: str, url: str, headers: dict[str, str] | None = None, body: bytes = b""
    ) -> Response:
        """Send one request, again if the server has closed the idle connection meanwhile."""
        target = "/" + url.split("/", 3)[3]
        try:
            return self._send(method, target, headers or {}, body)
        except (ConnectionResetError, BrokenPipeError):
            self._connection.close()
            return self._send(method, target, headers or {}, body)

    def _send(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Response:
        self._connection.request(method, target, body or None, headers)
        answer = self._connection.getresponse()
        named = {name.lower(): value for name, value in answer.getheaders()}
        return Response(answer.status, named, answer.read())

    def query(self, text: str, accept: str) -> Response:
        """Send a query as it is."""
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        return self.send("POST", self.endpoint.query, headers, text.encode())

    def update(self, text: str) -> Response:
        """Send an update as it is."""
        headers = {"Content-Type": "application/sparql-update"}
        return self.send("POST", self.endpoint.update, headers, text.encode())

    def put(self, graph: str, triples: bytes) -> Response:
        """Replace a graph by N-Triples; without a name, the default graph."""
        selector = f"graph={quote(graph, safe='')}" if graph else "default"
        headers = {"Content-Type": "application/n-triples"}
        return self.send("PUT", f"{self.endpoint.graphs}?{selector}", headers, triples)
