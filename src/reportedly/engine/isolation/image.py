"""Processes that hold one revision of the data, and fork the workers that read it."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import IO, Final, NoReturn

from pyoxigraph import RdfFormat, Store

from reportedly.engine.evaluation import View
from reportedly.engine.isolation import forker
from reportedly.engine.isolation.channel import Channel

_SMALL: Final = 8 << 20
"""Bytes on disk of about 15,000 triples, which take a seventh of a second to load."""
_PACE: Final = 16 << 20
"""Bytes on disk for each second of the pause, which is about as long as loading takes."""
_LONGEST: Final = 5.0
_QUADS: Final = RdfFormat.N_QUADS


def pause(snapshot: Path) -> float:
    """Return how many seconds to wait for another revision before loading this one is worth it."""
    size = sum(file.stat().st_size for file in snapshot.iterdir())
    return 0 if size < _SMALL else min(size / _PACE, _LONGEST)


def in_memory(channel: Channel, _: object, snapshot: Path, pause: float) -> None:
    """Load a snapshot into memory, say when that is done, and fork workers that share it.

    Loading about a million triples takes seconds and 0.4 GB; forking then takes milliseconds. It
    begins after a pause.
    """
    sleep(pause)
    store = Store()
    with _quads(snapshot) as quads:
        store.bulk_load(quads, format=_QUADS)
    view = View.of(store)
    channel.send(None)
    _share()
    forker.serve(channel, view)


def on_disk(channel: Channel, _: object, snapshot: Path) -> None:
    """Fork workers that open a snapshot on disk, each for itself: ready at once, slower on joins.

    The database starts threads when it is opened, so it can't be opened before the fork.
    """
    _share()
    forker.serve(channel, snapshot)


def _share() -> None:
    """Have the collector of no child touch what is there, which would copy the memory it is in."""
    gc.collect()
    gc.freeze()


@contextmanager
def _quads(snapshot: Path) -> Iterator[IO[bytes]]:
    """Read the quads of a snapshot, which another process opens. Raises EOFError if it fails."""
    reader, writer = os.pipe()
    dumper = os.fork()
    if dumper == 0:
        os.close(reader)  # so that writing fails when the image is gone
        _dump(snapshot, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as quads:
        yield quads
    if os.waitpid(dumper, 0)[1]:
        raise EOFError


def _dump(snapshot: Path, writer: int) -> NoReturn:
    try:
        with os.fdopen(writer, "wb") as quads:
            Store.read_only(str(snapshot)).dump(quads, format=_QUADS)
        os._exit(0)
    finally:
        os._exit(1)
