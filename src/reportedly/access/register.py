"""The tokens of a store, in the file `tokens.json` of its directory.

It has their digests, never the tokens, and only its owner may read it. Several processes may
write it: who does holds a lock on the directory meanwhile, which ends with the process.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from reportedly.access.token import Role, Token, draw
from reportedly.errors import StoreError, StoreNotWritable


class Register:
    """The tokens that are kept in the directory of a store."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._file = store / "tokens.json"

    def read(self) -> dict[str, Token]:
        """Return the tokens as they are now, by id, the oldest first.

        Raises StoreError if the file is damaged or can't be read.
        """
        try:
            entries = json.loads(self._file.read_text(encoding="utf-8")).items()
            return {identifier: _token(identifier, entry) for identifier, entry in entries}
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise StoreError(
                f"{self._file} can’t be read: {error.strerror}.",
                hint="It should belong to the user who runs the server.",
            ) from error
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise StoreError(
                f"{self._file} is damaged.",
                hint="Nothing was changed. Restore it, or move it away and make new tokens.",
            ) from error

    def create(
        self, role: Role, *, name: str | None = None, expires: datetime | None = None
    ) -> tuple[Token, str]:
        """Add a token; return it and its text, which can't be had again. Raises StoreError."""
        with self._changing() as tokens:
            token, text = draw(role, name, expires, taken=tokens)
            tokens[token.id] = token
        return token, text

    def revoke(self, identifier: str) -> Token | None:
        """Remove a token and return it, or nothing if there is none. Raises StoreError."""
        with self._changing() as tokens:
            return tokens.pop(identifier, None)

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Token]]:
        """Lend the tokens to nobody else, and keep what was made of them unless that failed."""
        try:
            with _locked(self._store) as directory:
                before = self.read()
                tokens = dict(before)
                yield tokens
                if tokens != before:
                    self._write(tokens)
                    os.fsync(directory)
        except OSError as error:
            raise StoreNotWritable(
                f"{self._store} can’t be written: {error.strerror}.",
                hint="Do this as the user who runs the server.",
            ) from error

    def _write(self, tokens: dict[str, Token]) -> None:
        """Write the file; a crash leaves the old one or the new."""
        draft = self._file.with_name(self._file.name + ".new")
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600, exist_ok=False)
        with draft.open("w", encoding="utf-8") as file:
            json.dump({token.id: _entry(token) for token in tokens.values()}, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._file)


@contextmanager
def _locked(directory: Path) -> Iterator[int]:
    """Hold the lock on a directory; lend its descriptor."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def _entry(token: Token) -> dict[str, str | None]:
    return {
        "name": token.name,
        "role": token.role.word,
        "sha256": token.digest.hex(),
        "created": token.created.isoformat(),
        "expires": token.expires.isoformat() if token.expires else None,
    }


def _token(identifier: str, entry: dict[str, Any]) -> Token:
    expires = entry["expires"]
    return Token(
        id=identifier,
        name=entry["name"],
        role=Role[str(entry["role"]).upper()],
        digest=bytes.fromhex(entry["sha256"]),
        created=_moment(entry["created"]),
        expires=None if expires is None else _moment(expires),
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} has no time zone")
    return moment
