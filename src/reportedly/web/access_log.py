"""Keeps a log of requests, each a line of JSON, without what was asked in them."""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from reportedly.errors import SettingsError

_STANDARD_ERROR: Final = "-"


@dataclass(frozen=True)
class Line:
    """A request, with its response: `size` in bytes, and `text` of the query or update in it.

    `peers` are the seconds that were spent on other datasets.
    """

    method: str
    path: str
    status: int
    size: int
    seconds: float
    text: str | None
    client: str
    peers: float = 0


class AccessLog:
    """A log in a file, which may be moved away at any time, or `-` for standard error.

    `clients` says whether the addresses of clients are kept. Raises SettingsError if the file
    can't be written.
    """

    def __init__(self, target: str, *, clients: bool) -> None:
        self._target = target
        self._clients = clients
        try:
            self._append("")
        except OSError as error:
            raise SettingsError(
                f"The access log {target} can’t be written: {error.strerror}.",
                hint="Name a file that you may write with --access-log, or - for standard error.",
            ) from error

    def write(self, line: Line) -> None:
        """Add a request, with its response.

        `bytes` is the length of the body that is sent, `peers` what of the seconds is theirs.
        `query` is the start of the SHA-256 of the text of a query or update, so that the same one
        can be recognised.
        """
        entry: dict[str, Any] = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "method": line.method,
            "path": line.path,
            "status": line.status,
            "bytes": 0 if line.method == "HEAD" else line.size,
            "seconds": round(line.seconds, 6),
            "peers": round(line.peers, 6),
            "query": sha256(line.text.encode()).hexdigest()[:16] if line.text else None,
        }
        if self._clients:
            entry["client"] = line.client
        with suppress(OSError):  # a full disk is no reason not to answer
            self._append(f"{json.dumps(entry)}\n")

    def _append(self, line: str) -> None:
        """Write in one go, so that lines of several threads stay apart."""
        if self._target == _STANDARD_ERROR:
            os.write(2, line.encode())
        else:
            with Path(self._target).open("ab", buffering=0) as file:
                file.write(line.encode())
