"""A listener that nobody must contact."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Canary:
    """A port of this machine, and the addresses that have connected to it."""

    port: int
    visits: list[object] = field(default_factory=list)

    @property
    def iri(self) -> str:
        """Where it could be asked."""
        return f"http://127.0.0.1:{self.port}/sparql"


@contextmanager
def listening() -> Iterator[Canary]:
    """Listen on all addresses of this machine, and hang up on whoever comes."""
    with _listener() as listener:
        canary = Canary(listener.getsockname()[1])
        over = threading.Event()
        listener.settimeout(0.05)

        def listen() -> None:
            while not over.is_set():
                with suppress(TimeoutError):
                    visitor, address = listener.accept()
                    canary.visits.append(address)
                    visitor.close()

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield canary
        finally:
            over.set()
            thread.join()


def _listener() -> socket.socket:
    if socket.has_dualstack_ipv6():
        return socket.create_server(("", 0), family=socket.AF_INET6, dualstack_ipv6=True)
    return socket.create_server(("", 0))
