"""The directory of a store on disk.

    VERSION      the version of this layout, written before anything else
    state.json   the revision, and the digests of the shipped graphs that were loaded
    data/        the database of the engine
    snapshots/   a copy of the database for each revision that a server answers for; it goes with
                 the server
    tokens.json  digests of the tokens for writing, if there are any; see `access.register`
    submissions/ documents as they were submitted, each named by its SHA-256; see
                 `submission.archive`
    texts/       texts of reports, named in the same way, if the operator has them kept

Only who has the database open may write `state.json` and `snapshots/`.
"""

import json
import os
import re
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from reportedly.errors import (
    StoreError,
    StoreForeign,
    StoreMissing,
    StoreNotWritable,
    StoreVersionMismatch,
)

LAYOUT: Final = "reportedly store 1"

ARCHIVES: Final = ("submissions", "texts")
"""Directories of files that never change, and are there before anything in the data names them."""

_DRAFT: Final = re.compile(r"VERSION\.(\w+\.)?new")


@dataclass(frozen=True)
class State:
    """What a store remembers beside its graphs.

    `shipped` has the SHA-256 of each shipped graph, by its IRI, as it was last loaded.
    """

    revision: int = 0
    shipped: dict[str, str] = field(default_factory=dict)


class Directory:
    """A directory that holds a store, or can be made to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = path / "data"
        self._version = path / "VERSION"
        self._state = path / "state.json"

    def claim(self, *, create: bool) -> None:
        """Make sure that the directory holds a store of this layout.

        A directory that is missing or empty becomes one if `create` says so. Raises StoreMissing,
        StoreForeign, StoreVersionMismatch or StoreNotWritable.
        """
        if self._version.is_file():
            self._check_version()
        elif not create:
            raise StoreMissing(
                f"There is no store in {self.path}.",
                hint="Check the path. `reportedly serve --store DIR` makes a new store.",
            )
        else:
            self._create()

    def read_state(self) -> State:
        """Return what was last written; the state of a new store if nothing was.

        Raises StoreError if it can't be read.
        """
        try:
            return State(**json.loads(self._state.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return State()
        except (OSError, ValueError, TypeError) as error:
            raise StoreError(
                f"{self._state} is damaged or can’t be read.",
                hint="Remove it: the shipped reports are loaded again, all other graphs stay.",
            ) from error

    def write_state(self, state: State) -> None:
        """Write the state; a crash leaves the old one or the new. Raises StoreNotWritable."""
        draft = self._state.with_name("state.json.new")
        self._write(self._state, draft, json.dumps(asdict(state), indent=1))

    def _check_version(self) -> None:
        found = self._version.read_text(encoding="utf-8", errors="replace").strip()
        if found != LAYOUT:
            raise StoreVersionMismatch(
                f"{self.path} is a “{found[:60]}”, but here only a “{LAYOUT}” is read.",
                hint="Nothing was changed. Use the version that wrote it, or another directory.",
            )

    def _create(self) -> None:
        """Write the version, unless another process is doing so at the same moment."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            held = {entry.name for entry in self.path.iterdir()}
        except OSError as error:
            raise not_writable(self.path, error.strerror or str(error)) from error
        others = sorted(name for name in held if not _DRAFT.fullmatch(name))
        if self._version.is_file():
            self._check_version()
        elif others:
            raise StoreForeign(
                f"{self.path} is not a store, and it is not empty (it holds {others[0]}).",
                hint="Nothing was changed. Name an empty or a new directory.",
            )
        else:
            draft = self._version.with_name(f"VERSION.{secrets.token_hex(8)}.new")
            self._write(self._version, draft, LAYOUT + "\n")

    def _write(self, path: Path, draft: Path, text: str) -> None:
        try:
            with draft.open("w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        except OSError as error:
            raise not_writable(self.path, error.strerror or str(error)) from error


def not_writable(path: Path, reason: str) -> StoreNotWritable:
    """Return the error of a store, in a directory, that can't be made or written."""
    return StoreNotWritable(
        f"The store in {path} can’t be written: {reason}.",
        hint="Name a directory that you may write, or use `--store memory`.",
    )
