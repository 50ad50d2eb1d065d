"""Many reports: checked by two processes and stored by a third, as fast as that goes."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

import psutil

from reportedly import generation, media, submission
from reportedly.engine.embedded import Embedded
from reportedly.engine.port import Change, Document

from .engines import shared_triples

PROCESSES = 2
BATCH = 50
"""Reports that are stored together."""


@dataclass(frozen=True)
class Bulk:
    """What came of it: reports, triples, seconds, and bytes of memory early on and at the end."""

    reports: int
    triples: int
    seconds: float
    early: int
    late: int


def run(folder: Path, reports: int, seed: int) -> Bulk:
    """Check and store synthetic reports in a new store in a folder."""
    sent = [each.turtle.encode() for each in generation.corpus(reports=reports, seed=seed)]
    early = late = triples = 0
    context = get_context("forkserver")
    with (
        closing(Embedded.on_disk(folder / "store")) as engine,
        ProcessPoolExecutor(PROCESSES, context) as pool,
    ):
        list(pool.map(_check, sent[:PROCESSES]))  # warm
        start = perf_counter()
        for number, batch in enumerate(_batches(pool.map(_check, sent, chunksize=10))):
            engine.change([_change(*each) for each in batch])
            triples += sum(content.count(b"\n") for _, content in batch)
            late = _memory()
            early = late if number == 1 else early
        seconds = perf_counter() - start
    return Bulk(reports, triples, seconds, early, late)


def _check(report: bytes) -> tuple[str, bytes]:
    document = Document(report, media.TURTLE.media_type)
    checked = submission.check(document, extra=shared_triples())
    assert checked.accepted
    return checked.report, checked.triples


def _change(graph: str, triples: bytes) -> Change:
    return Change(graph, Document(triples, media.N_TRIPLES.media_type))


def _batches(checked: Iterable[tuple[str, bytes]]) -> Iterator[tuple[tuple[str, bytes], ...]]:
    rest = iter(checked)
    while batch := tuple(islice(rest, BATCH)):
        yield batch


def _memory() -> int:
    process = psutil.Process()
    return sum(each.memory_info().rss for each in (process, *process.children(recursive=True)))
