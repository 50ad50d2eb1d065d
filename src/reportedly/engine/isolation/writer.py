"""The one process that has the store open for writing."""

import os
import shutil
import signal
from pathlib import Path
from typing import Any

from reportedly.engine.embedded import Embedded
from reportedly.engine.isolation.channel import Channel
from reportedly.errors import ReportedlyError


def main(channel: Channel, _: object, path: Path, snapshots: Path, used: frozenset[Path]) -> None:
    """Open the store in `path`, then do what is asked, one order after another.

    All that is in the directory `snapshots`, but not `used`, is left over from others and removed.

    An order is the name of a method of the engine, its arguments and its limit in seconds. The
    reply is an error, or what the method returns, the revision, and the directory of a snapshot of
    it; everything is on disk by then. The first reply, without an order, is on the opening.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    try:
        engine = Embedded.on_disk(path)
    except ReportedlyError as error:
        channel.send(error)
        return
    for old in set(snapshots.glob("*")) - used:
        shutil.rmtree(old, ignore_errors=True)
    channel.send((None, engine.revision, _snapshot(engine, snapshots)))
    while True:
        (method, arguments, seconds), _files = channel.receive()
        signal.setitimer(signal.ITIMER_REAL, seconds)
        channel.send(_do(engine, method, arguments, snapshots))
        signal.setitimer(signal.ITIMER_REAL, 0)


def _do(engine: Embedded, method: str, arguments: tuple[Any, ...], snapshots: Path) -> Any:
    before = engine.revision
    try:
        result = getattr(engine, method)(*arguments)
    except ReportedlyError as error:
        return error
    changed = engine.revision != before
    return result, engine.revision, _snapshot(engine, snapshots) if changed else None


def _snapshot(engine: Embedded, snapshots: Path) -> Path:
    """Return a copy of the store that others may open; it shares the files and takes milliseconds.

    The copies of revisions that nobody reads any more are the caller's to remove.
    """
    target = snapshots / f"{engine.revision}-{os.getpid()}"
    snapshots.mkdir(exist_ok=True)
    engine.backup(target)
    return target
