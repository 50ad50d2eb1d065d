"""Keeps what was submitted, byte by byte: files named by their SHA-256, which never change.

A file is whole and on disk when `keep` returns, and before anything in the store names it. One
that nothing names, because what was to follow failed, does no harm.
"""

import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from reportedly.engine.directory import not_writable
from reportedly.errors import StoreError


class Archive(Protocol):
    """Contents, each known by the SHA-256 of its bytes as 64 hexadecimal digits."""

    def keep(self, contents: Iterable[bytes]) -> None:
        """Keep contents; those that are there already stay. Raises StoreNotWritable."""

    def read(self, digest: str) -> bytes:
        """Return the bytes that have a digest. Raises StoreError if they are gone or damaged."""


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of bytes, as 64 hexadecimal digits in lower case."""
    return sha256(content).hexdigest()


def open_archive(store: Path | None, name: str) -> Archive:
    """Return an archive of a store, which may be in memory; see `engine.directory`."""
    return OnDisk(store / name) if store else InMemory()


class InMemory:
    """An archive that goes with this object."""

    def __init__(self) -> None:
        self._contents: dict[str, bytes] = {}

    def keep(self, contents: Iterable[bytes]) -> None:
        """Keep contents; see `Archive`."""
        self._contents |= {digest_of(content): content for content in contents}

    def read(self, digest: str) -> bytes:
        """Return the bytes that have a digest; see `Archive`."""
        if digest not in self._contents:
            raise _lost(digest)
        return self._contents[digest]


class OnDisk:
    """An archive in a directory, which is made when the first content comes.

    What an interrupted `keep` has left behind is removed.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        for draft in directory.glob("*.new"):
            draft.unlink(missing_ok=True)

    def keep(self, contents: Iterable[bytes]) -> None:
        """Keep contents; see `Archive`."""
        named = {digest_of(content): content for content in contents}
        try:
            self._make()
            there = {name for name in named if (self._directory / name).exists()}
            for name in named.keys() - there:
                self._write(name, named[name])
            _sync(self._directory)
        except OSError as error:
            raise not_writable(self._directory, error.strerror or str(error)) from error

    def read(self, digest: str) -> bytes:
        """Return the bytes that have a digest; see `Archive`."""
        with suppress(OSError):
            content = (self._directory / digest).read_bytes()
            if digest_of(content) == digest:
                return content
        raise _lost(digest)

    def _make(self) -> None:
        if not self._directory.is_dir():
            self._directory.mkdir(exist_ok=True)
            _sync(self._directory.parent)

    def _write(self, name: str, content: bytes) -> None:
        """Write a file; a crash leaves all of it under its name, or nothing."""
        draft = self._directory / f"{name}.{secrets.token_hex(4)}.new"
        try:
            with draft.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._directory / name)
        finally:
            draft.unlink(missing_ok=True)


def _lost(digest: str) -> StoreError:
    return StoreError(
        f"What was submitted with the digest {digest} is missing or damaged.",
        hint="Restore the file of this name from a backup of the store.",
    )


def _sync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
