"""A journal of what was done to which file, with which a command goes on where it was interrupted.

It is a file of JSON lines, one for each verdict, added to line by line. A line that a crash has
torn is taken away; lines of other commands, or of the same under other conditions, are left alone.
"""

import json
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

from reportedly.cli.files import writing
from reportedly.cli.verdict import Result, Verdict, from_object, to_object
from reportedly.errors import FileError

_CONDITIONS: Final = "conditions"
_START: Final = b'{"file": '


class Journal:
    """The verdicts that were reached before, and those that are added now.

    `conditions` stands for all that a verdict depends on beside the file.
    """

    def __init__(self, conditions: str, before: list[Verdict], stream: BinaryIO | None) -> None:
        self._conditions = conditions
        self._before = {(each.file, each.digest): each for each in before}
        self._stream = stream

    @property
    def on_disk(self) -> bool:
        """Whether verdicts are kept in a file, for later."""
        return self._stream is not None

    def recall(self, file: str, digest: str) -> Verdict | None:
        """Return the verdict on a file of that name and content, if it was reached before."""
        return self._before.get((file, digest))

    def add(self, verdict: Verdict) -> None:
        """Write a verdict down at once."""
        if self._stream is not None:
            line = json.dumps(
                to_object(verdict) | {_CONDITIONS: self._conditions}, ensure_ascii=False
            )
            self._stream.write(f"{line}\n".encode("utf-8", "backslashreplace"))
            self._stream.flush()


def conditions(*parts: object) -> str:
    """Return a short digest of what verdicts depend on."""
    return sha256(repr(parts).encode()).hexdigest()[:16]


@contextmanager
def kept(path: Path | None, under: str, final: Collection[Result]) -> Iterator[Journal]:
    """Lend a journal, in a file that is made if it is not there, or in none.

    Only verdicts with a `final` result are recalled. Raises FileError if the file can’t be read or
    written, or is something else.
    """
    if path is None:
        yield Journal(under, [], None)
        return
    with writing(path), path.open("a+b") as stream:
        before = [each for each in _read(stream, path, under) if each.result in final]
        journal = Journal(under, before, stream)
        try:
            yield journal
        finally:
            os.fsync(stream.fileno())


def _read(stream: BinaryIO, path: Path, under: str) -> list[Verdict]:
    stream.seek(0)
    content = stream.read()
    whole = content.rfind(b"\n") + 1
    told = [_parse(line, path, n) for n, line in enumerate(content[:whole].splitlines(), 1)]
    if not content[whole:].startswith(_START[: len(content) - whole]):
        raise _foreign(path, len(told) + 1)
    stream.truncate(whole)
    return [verdict for verdict, found in told if found == under]


def _parse(line: bytes, path: Path, number: int) -> tuple[Verdict, str]:
    try:
        told = json.loads(line)
        return from_object(told), told[_CONDITIONS]
    except (ValueError, KeyError, TypeError) as error:
        raise _foreign(path, number) from error


def _foreign(path: Path, number: int) -> FileError:
    return FileError(
        f"{path}, line {number}, is not of a journal.",
        hint="Name a new file with --journal, or one that this program has written.",
    )
