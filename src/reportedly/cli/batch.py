"""Goes through many files with a bar on a terminal and a journal of what is done."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import click

from reportedly.cli.files import digest_of
from reportedly.cli.journal import Journal
from reportedly.cli.verdict import Verdict


class Interrupted(click.ClickException):
    """Somebody has pressed Ctrl-C; the exit code is that of shells."""

    exit_code = 130


def go_through(
    files: Sequence[Path], judge: Callable[[Sequence[Path]], Iterator[Verdict]], journal: Journal
) -> list[Verdict]:
    """Return the verdicts on some files, in their order.

    Files that the journal knows are not judged again. Raises Interrupted on Ctrl-C, and FileError
    if a file can't be read.
    """
    verdicts = {path: journal.recall(str(path), digest_of(path)) for path in files}
    left = [path for path, verdict in verdicts.items() if verdict is None]
    try:
        with _shown(judge(left), len(left)) as judged:
            for path, verdict in zip(left, judged, strict=True):
                journal.add(verdict)
                verdicts[path] = verdict
    except KeyboardInterrupt as error:
        raise Interrupted(_progress(list(verdicts.values()))) from error
    return [verdict for verdict in verdicts.values() if verdict]


def _shown(verdicts: Iterator[Verdict], length: int) -> AbstractContextManager[Iterable[Verdict]]:
    stream = sys.stderr
    return click.progressbar(
        verdicts, length=length, label="Files", file=stream, hidden=not stream.isatty()
    )


def _progress(verdicts: Sequence[Verdict | None]) -> str:
    done = sum(verdict is not None for verdict in verdicts)
    return (
        f"Interrupted: {done} of {len(verdicts)} files are done. "
        "With the same --journal the rest can be done later."
    )
