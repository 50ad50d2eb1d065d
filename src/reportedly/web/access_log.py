"""Keeps a log of requests, each a line of JSON, without what was asked in them."""

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from flask import Response, request
from werkzeug.exceptions import HTTPException

from reportedly.errors import SettingsError

_STANDARD_ERROR: Final = "-"
_FORM: Final = "application/x-www-form-urlencoded"
_DIRECT: Final = ("application/sparql-query", "application/sparql-update")


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

    def write(self, response: Response, seconds: float) -> None:
        """Add the request that is being handled, with its response.

        `bytes` is the length of the body that is sent. `query` is the start of the SHA-256 of the
        text of a query or update, so that the same one can be recognised.
        """
        entry: dict[str, Any] = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "method": request.method,
            "path": request.path,
            "status": response.status_code,
            "bytes": 0 if request.method == "HEAD" else response.content_length or 0,
            "seconds": round(seconds, 6),
            "query": _digest(),
        }
        if self._clients:
            entry["client"] = request.remote_addr
        with suppress(OSError):  # a full disk is no reason not to answer
            self._append(f"{json.dumps(entry)}\n")

    def _append(self, line: str) -> None:
        """Write in one go, so that lines of several threads stay apart."""
        if self._target == _STANDARD_ERROR:
            os.write(2, line.encode())
        else:
            with Path(self._target).open("ab", buffering=0) as file:
                file.write(line.encode())


def _digest() -> str | None:
    text = request.args.get("query")
    with suppress(HTTPException):  # a body that is too long was not read
        text = text or _sent()
    return sha256(text.encode()).hexdigest()[:16] if text else None


def _sent() -> str | None:
    """Return the query or update in the body of the request."""
    if request.mimetype in _DIRECT:
        return request.get_data(as_text=True)
    if request.mimetype == _FORM:
        return request.form.get("query") or request.form.get("update")
    return None
