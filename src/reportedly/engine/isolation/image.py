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

_LARGE: Final = 8 << 20
"""Bytes on disk of about 15,000 triples, which take a seventh of a second to load."""
_QUIET: Final = 1.0
"""Seconds without a new revision after which a large one is worth loading."""
_QUADS: Final = RdfFormat.N_QUADS


def is_large(snapshot: Path) -> bool:
    """Say whether loading a snapshot into memory takes long; then others should not wait for it."""
    return sum(file.stat().st_size for file in snapshot.iterdir()) > _LARGE


def in_memory(channel: Channel, _: object, snapshot: Path) -> None:
    """Load a snapshot into memory, say when that is done, and fork workers that share it.

    Loading about a million triples takes seconds and 0.4 GB; forking then takes milliseconds. It
    is put off a little where it takes long, in case the next revision comes soon.
    """
    if is_large(snapshot):
        sleep(_QUIET)
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
