"""What a query with calls may take."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Limits of queries that call peers.

    `seconds` is the time of one, `calls` how many calls it may make, `rows` how many solutions
    of peers it may hold, and `size` their characters; `length` those of its own text. `at_once`
    of them are answered at a time, `share` of these for one client; `waiting` more may wait.
    """

    seconds: float = 30
    calls: int = 100
    rows: int = 100_000
    size: int = 16 << 20
    length: int = 32_768
    at_once: int = 16
    share: int = 8
    waiting: int = 64
