"""A door before a server through which requests pass, until it is told to spoil some of them."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

Spoil = Callable[["Visit"], None]


@dataclass
class Visit:
    """A request at the door, as it came: what can be done with it."""

    handler: BaseHTTPRequestHandler
    body: bytes
    behind: str

    def pass_on(self) -> httpx.Response:
        """Have the server behind the door answer."""
        headers = {name: value for name, value in self.handler.headers.items() if name != "Host"}
        url = self.behind.rstrip("/") + self.handler.path
        return httpx.request(
            self.handler.command,
            url,
            content=self.body,
            headers=headers,
            trust_env=False,
            timeout=60,
        )

    def answer(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        """Answer instead of the server."""
        self.handler.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.handler.send_header(name, value)
        self.handler.end_headers()
        self.handler.wfile.write(body)

    def hang_up(self) -> None:
        """Close the connection without an answer."""
        self.handler.close_connection = True


@dataclass
class Door:
    """An address at which the requests of `spoiled` are spoiled, one after the other.

    `visits` has method, path and the header Authorization of every request, `lengths` those of
    the bodies in bytes.
    """

    url: str
    spoiled: list[Spoil] = field(default_factory=list)
    visits: list[tuple[str, str, str]] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)


@contextmanager
def door(behind: str = "") -> Iterator[Door]:
    """Open a door before the server at a URL, and close it in the end."""

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            visit = Visit(self, body, behind)
            opened.visits.append((self.command, self.path, self.headers.get("Authorization", "")))
            opened.lengths.append(len(body))
            spoil = opened.spoiled.pop(0) if opened.spoiled else let_pass
            spoil(visit)

        do_GET = do_POST = do_PUT = handle_any  # noqa: N815 - the names of http.server

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        opened = Door(f"http://127.0.0.1:{server.server_port}/")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield opened
        finally:
            server.shutdown()
            thread.join()


def let_pass(visit: Visit) -> None:
    """Have the server answer, and pass its answer on."""
    response = visit.pass_on()
    names = ("Content-Type", "Location", "ETag")
    headers = {name: response.headers[name] for name in names if name in response.headers}
    visit.answer(response.status_code, headers, response.content)


def busy(visit: Visit) -> None:
    """Answer that the server has no time, but soon will."""
    visit.answer(503, {"Retry-After": "0"})


def lose_request(visit: Visit) -> None:
    """Lose the connection before the server has the request."""
    visit.hang_up()


def lose_answer(visit: Visit) -> None:
    """Lose the connection after the server has done what was asked."""
    visit.pass_on()
    visit.hang_up()


def send_on(url: str) -> Spoil:
    """Redirect to another address."""
    return lambda visit: visit.answer(307, {"Location": url})
