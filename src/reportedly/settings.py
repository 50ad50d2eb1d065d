"""What an operator can choose, with the defaults."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

DEFAULT_STORE: Final = user_data_path("reportedly", appauthor=False) / "store"
"""Where a store is kept if nothing else is said, by the custom of the system."""

IN_MEMORY: Final = "memory"
"""The word that stands for a store in memory, where a directory could be named."""


@dataclass(frozen=True)
class Settings:
    """The settings of a server; each has a flag and an environment variable of its name.

    `public_url` is the address by which everybody knows the server; empty for what requests say.
    `store` is a directory, or nothing for a store in memory. `max_request`, `max_write`,
    `max_answer` and `query_memory` are in bytes; `max_write` is for updates and graphs. `workers`
    queries are answered at once, and `waiting` more may wait; `threads` handle requests, so that
    each waiting one has one; they may go on for `stop_seconds` when the server stops. `access_log`
    is a file, `-` for standard error, or empty for none; `log_clients` puts addresses into it.
    `keep_texts` has the texts kept that reports are checked against; nobody is served them. The
    texts in the folder `texts` are shown on the pages of their reports.
    Requests must arrive within `client_seconds`, and clients take something of their answers in
    that time. Answers are kept in `cache_memory` bytes.
    `federate` names the datasets that queries may call, each as NAME=URL, and `peer_cache` for how
    many seconds what they answer is kept, as NAME=SECONDS. A call may take `peer_seconds`, and its
    answer `peer_answer` bytes; a peer is called `peer_connections` times at once. A query may call
    `peer_calls` times, and take `federated_seconds` in all.
    `empty` leaves the shipped graphs out; `allow_anonymous_writes` lets everybody write who can
    reach this machine from itself, for tests.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    store: Path | None = DEFAULT_STORE
    threads: int = 80
    workers: int = 8
    waiting: int = 64
    query_seconds: float = 10
    query_memory: int = 1 << 30
    write_seconds: float = 60
    max_request: int = 262_144
    max_write: int = 8 << 20
    max_answer: int = 256 << 20
    cache_memory: int = 64 << 20
    client_seconds: float = 30
    stop_seconds: float = 10
    access_log: str = ""
    log_clients: bool = False
    keep_texts: bool = False
    texts: Path | None = None
    federate: tuple[str, ...] = ()
    peer_seconds: float = 10
    peer_answer: int = 16 << 20
    peer_connections: int = 4
    peer_calls: int = 100
    federated_seconds: float = 30
    peer_cache: tuple[str, ...] = ()
    empty: bool = False
    allow_anonymous_writes: bool = False
