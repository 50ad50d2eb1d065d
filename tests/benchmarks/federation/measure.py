"""Has everybody join the same places to the same peer, in turns: once counted, then timed."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.benchmarks.server import Server

from . import data
from .askers import Asker
from .relay import Traffic, relaying


@dataclass(frozen=True)
class Outcome:
    """What one asker took: the median in seconds, and what the peer sent for one question."""

    seconds: float
    calls: int
    rows: int
    size: int


@dataclass(frozen=True)
class Plan:
    """How many local places are joined, how many the peer knows, and how often it is timed."""

    places: int = 30
    known: int = 200_000
    runs: int = 9


@contextmanager
def loaded(peer: Server, plan: Plan) -> Iterator[Server]:
    """Start a server that knows many places."""
    corpus = peer.folder / "peer.nq"
    data.write_peer(corpus, plan.known)
    peer.load(corpus)
    peer.start()
    try:
        yield peer
    finally:
        peer.stop()


def compare(
    folder: Path, peer: Server, kinds: Sequence[type[Asker]], plan: Plan
) -> dict[str, Outcome]:
    """Return what each asker took, by its name. The peer runs; the folder is for files."""
    local = folder / "local.nq"
    data.write_local(local, plan.places, plan.known)
    numbers = count()
    with relaying(peer.address) as (relay, traffic), ExitStack() as stack:
        urls = [f"http://{host}:{port}{peer.path}" for host, port in (peer.address, relay)]
        askers = [kind(_own(folder, kind), local, urls) for kind in kinds]
        for each in askers:
            stack.enter_context(each.ready())
        counted = [_counted(each, urls[1], next(numbers), traffic) for each in askers]
        times = _timed(askers, urls[0], numbers, plan.runs)
    return {
        asker.name: Outcome(median(seconds), *sent)
        for asker, sent, seconds in zip(askers, counted, times, strict=True)
    }


def _own(folder: Path, kind: type[Asker]) -> Path:
    own = folder / kind.__name__
    own.mkdir()
    return own


def _counted(asker: Asker, url: str, number: int, traffic: Traffic) -> tuple[int, int, int]:
    """Return the calls, rows and bytes of one question."""
    traffic.answers.clear()
    asker.ask(url, number)
    return traffic.calls, traffic.rows, traffic.size


def _timed(
    askers: Sequence[Asker], url: str, numbers: Iterator[int], runs: int
) -> list[list[float]]:
    times: list[list[float]] = [[] for _ in askers]
    for _ in range(runs):
        for asker, own in zip(askers, times, strict=True):
            start = perf_counter()
            asker.ask(url, next(numbers))
            own.append(perf_counter() - start)
    return times
