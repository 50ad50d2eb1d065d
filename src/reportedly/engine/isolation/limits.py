"""What a query may take."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Limits of queries, each and together.

    `seconds` is the time of one query, `memory` the bytes that it may take beyond the data,
    `answer` the bytes of its answer. `workers` queries run at once, `share` of them for one
    client at most; `waiting` more may wait for their turn. `write_seconds` is the time of one
    update.
    """

    seconds: float = 10
    memory: int = 1 << 30
    answer: int = 256 << 20
    workers: int = 8
    share: int = 6
    waiting: int = 64
    write_seconds: float = 60
