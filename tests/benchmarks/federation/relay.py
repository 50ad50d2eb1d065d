"""A server between a peer and whoever calls it, which counts what the peer sends."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from pyoxigraph import QueryBoolean, QueryResultsFormat, parse_query_results

from tests.benchmarks.client import Address
from tests.benchmarks.server import HOST

_PASSED_ON = ("Accept", "Content-Type")


@dataclass
class Traffic:
    """The answers of a peer: their media types and bodies, in the order in which they came."""

    answers: list[tuple[str, bytes]] = field(default_factory=list)

    @property
    def calls(self) -> int:
        """How often the peer was asked."""
        return len(self.answers)

    @property
    def size(self) -> int:
        """The bytes of all answers."""
        return sum(len(body) for _, body in self.answers)

    @property
    def rows(self) -> int:
        """The solutions in all answers."""
        return sum(rows(media_type, body) for media_type, body in self.answers)


@contextmanager
def relaying(peer: Address) -> Iterator[tuple[Address, Traffic]]:
    """Pass on what is sent to the address that this yields, and note the answers."""
    traffic = Traffic()

    class Relay(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name: self.headers[name] for name in _PASSED_ON if self.headers[name]}
            with closing(HTTPConnection(*peer)) as connection:
                connection.request(self.command, self.path, body or None, headers)
                response = connection.getresponse()
                self._answer(response.status, response.headers["Content-Type"], response.read())

        def do_GET(self) -> None:
            self.do_POST()

        def _answer(self, status: int, media_type: str, body: bytes) -> None:
            traffic.answers.append((media_type, body))
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer((HOST, 0), Relay) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield (HOST, server.server_port), traffic
        finally:
            server.shutdown()
            thread.join()


def rows(media_type: str, body: bytes) -> int:
    """Count the solutions of an answer. Raises ValueError if it is something else."""
    form = QueryResultsFormat.from_media_type(media_type.partition(";")[0])
    if form is None:
        raise ValueError(f"no solutions: {media_type} {body[:200]!r}")
    results = parse_query_results(body, form)
    assert not isinstance(results, QueryBoolean)
    return sum(1 for _ in results)
