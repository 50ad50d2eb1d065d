"""Copies of a store: made while a server may be using it, and made into a store again.

A copy is laid out as a store is, see `directory`, and is one: of the revision that it was made at.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic, sleep
from typing import Final

from pyoxigraph import Store

from reportedly.engine.directory import ARCHIVES, Directory, State
from reportedly.engine.embedded import Embedded
from reportedly.errors import StoreError, StoreForeign, StoreLocked, StoreNotWritable

_SNAPSHOT: Final = re.compile(r"(\d+)(-\d+)?")
_TOKENS: Final = "tokens.json"
_ATTEMPTS: Final = 50
_PATIENCE: Final = 2
"""Seconds to wait for the snapshot of a revision that is being written."""


@dataclass(frozen=True)
class Copy:
    """What a copy of a store holds: the revision, and how many triples in all its graphs."""

    revision: int
    triples: int


def back_up(store: Path, target: Path) -> Copy:
    """Copy a store, as it is at one moment, to a directory that is new or empty.

    A server may use it and write it meanwhile; all that it acknowledged before is in the copy.
    Raises StoreMissing, StoreVersionMismatch, StoreLocked if a process uses the store that makes
    no snapshots, StoreForeign, StoreNotWritable or another StoreError.
    """
    Directory(store).claim(create=False)
    with _aside(target) as draft:
        directory = Directory(draft)
        directory.claim(create=True)
        try:
            state = _copy_at_rest(store, directory)
        except StoreLocked:
            state = _copy_in_use(store, directory)
        directory.write_state(state)
        _copy_tokens(store, draft)
        _copy_archives(store, draft)  # after the data, which name what is there already
        return Copy(state.revision, _count(directory.data))


def restore(backup: Path, store: Path) -> Copy:
    """Make a copy of a store into a store, in a directory that is new or empty.

    Nothing is there unless all is, and can be opened. Raises StoreMissing, StoreVersionMismatch,
    StoreLocked if `backup` is in use, StoreForeign, StoreNotWritable or another StoreError.
    """
    source = Directory(backup)
    source.claim(create=False)
    _require_at_rest(source)
    with _aside(store) as draft:
        directory = Directory(draft)
        directory.claim(create=True)
        shutil.copytree(source.data, directory.data)
        directory.write_state(source.read_state())
        _copy_tokens(backup, draft)
        _copy_archives(backup, draft)
        engine = Embedded.on_disk(draft, create=False)
        try:
            return Copy(engine.revision, len(engine))
        finally:
            engine.close()


def _copy_at_rest(store: Path, target: Directory) -> State:
    """Copy the data of a store that nobody uses, and return its state. Raises StoreLocked."""
    engine = Embedded.on_disk(store, create=False)
    try:
        engine.backup(target.data)
        return Directory(store).read_state()
    finally:
        engine.close()


def _copy_in_use(store: Path, target: Directory) -> State:
    """Copy the newest snapshot of a store, and return the state that belongs to it.

    It may be removed meanwhile, as soon as there is a newer one; then that one is copied.
    """
    for _ in range(_ATTEMPTS):
        state, revision, snapshot = _newest(store)
        try:
            _link(snapshot, target.data)
            _count(target.data)
        except (OSError, StoreError) as error:
            reason = error
            shutil.rmtree(target.data, ignore_errors=True)
        else:
            return replace(state, revision=revision)
    raise StoreError(f"The store in {store} can’t be copied: {reason}.") from reason


def _newest(store: Path) -> tuple[State, int, Path]:
    """Return the state of a store in use, the revision of its newest snapshot, and that.

    The state is written before the data, and the snapshot is made after them: so a snapshot that
    is at least as new as the state has all that the state speaks of. An update that failed leaves
    a newer state behind, which speaks of nothing else.
    """
    limit = monotonic() + _PATIENCE
    while True:
        state = Directory(store).read_state()
        found = [(*_age(path), path) for path in (store / "snapshots").glob("*") if _age(path)]
        revision, _, newest = max(found, default=(-1, 0.0, store))
        if revision >= state.revision or (found and monotonic() > limit):
            return state, revision, newest
        if monotonic() > limit:
            raise StoreLocked(
                f"The store in {store} is in use by a process that makes no snapshots.",
                hint="Wait until that process has ended.",
            )
        sleep(0.02)


def _age(snapshot: Path) -> tuple[int, float] | tuple[()]:
    """Return the revision of a snapshot and when it was made; nothing for what is none."""
    name = _SNAPSHOT.fullmatch(snapshot.name)
    with suppress(FileNotFoundError):
        return (int(name[1]), snapshot.stat().st_mtime) if name else ()
    return ()


def _link(source: Path, target: Path) -> None:
    """Copy a database; its tables never change, and share their place on the disk if they can."""
    target.mkdir()
    for path in source.iterdir():
        _copy_file(path, target / path.name, shared=path.suffix == ".sst")


def _copy_file(source: Path, target: Path, *, shared: bool) -> None:
    """Copy a file; one that never changes may be shared with the copy."""
    if shared:
        with suppress(OSError):
            os.link(source, target)
    if not target.exists():
        shutil.copyfile(source, target)


def _count(data: Path) -> int:
    """Return how many triples a database holds; raises StoreError if it can't be read."""
    try:
        return len(Store.read_only(str(data)))
    except (OSError, RuntimeError) as error:
        raise StoreError(f"The database in {data} can’t be read: {error}.") from error


def _require_at_rest(directory: Directory) -> None:
    """Raise StoreError unless there is a database that nobody writes."""
    if not (directory.data / "CURRENT").is_file():
        raise StoreError(
            f"{directory.path} is not the whole of a store: it has no database.",
            hint="Nothing was changed. Name a directory that “reportedly backup” has made.",
        )
    with suppress(FileNotFoundError), (directory.data / "LOCK").open("rb") as lock:
        try:
            fcntl.lockf(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreLocked(
                f"The store in {directory.path} is in use by another process.",
                hint="Make a copy of it with “reportedly backup”.",
            ) from error


def _copy_tokens(source: Path, target: Path) -> None:
    """Copy the digests of the tokens, if there are any, so that only the owner may read them."""
    with suppress(FileNotFoundError):
        tokens = (source / _TOKENS).read_bytes()
        (target / _TOKENS).touch(mode=0o600)
        (target / _TOKENS).write_bytes(tokens)


def _copy_archives(source: Path, target: Path) -> None:
    """Copy what was submitted, without what is just being written."""
    for name in ARCHIVES:
        for path in (source / name).glob("*"):
            if path.suffix != ".new":
                (target / name).mkdir(exist_ok=True)
                _copy_file(path, target / name / path.name, shared=True)


@contextmanager
def _aside(target: Path) -> Iterator[Path]:
    """Lend a directory that takes the place of `target` if all goes well, and goes if not."""
    target = target.resolve()
    try:
        if target.exists() and any(target.iterdir()):
            raise StoreForeign(
                f"{target} is not empty.",
                hint="Nothing was changed. Name an empty or a new directory.",
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        try:
            yield draft
            _sync(draft)
            draft.rename(target)
            _sync(target.parent, deep=False)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise StoreNotWritable(
            f"{target} can’t be made: {error.strerror or error}{where}.",
            hint="Do it as the user who runs the server; on a mounted disk, name one inside it.",
        ) from error


def _sync(directory: Path, *, deep: bool = True) -> None:
    """Wait until a directory, and all that is in it, is on disk."""
    for path in [*(directory.rglob("*") if deep else ()), directory]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
