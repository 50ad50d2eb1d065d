"""Goes through many files with a bar on a terminal and a journal of what is done."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

import click

from reportedly.cli.files import digest_of
from reportedly.cli.journal import Journal
from reportedly.cli.verdict import EXIT_CODES, Verdict

_LATER: Final = "the rest can be done later."


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
        raise Interrupted(_progress([*verdicts.values()], journal)) from error
    return [verdict for verdict in verdicts.values() if verdict]


def _shown(verdicts: Iterator[Verdict], length: int) -> AbstractContextManager[Iterable[Verdict]]:
    stream = sys.stderr
    return click.progressbar(
        verdicts, length=length, label="Files", file=stream, hidden=not stream.isatty()
    )


def _progress(verdicts: Sequence[Verdict | None], journal: Journal) -> str:
    """Say how many files need not be done again, and how the rest can be done later."""
    done = sum(verdict is not None and EXIT_CODES[verdict.result] == 0 for verdict in verdicts)
    turned_down = sum(verdict is not None for verdict in verdicts) - done
    others = f", {turned_down} with something to mend" if turned_down else ""
    same = (
        "With the same --journal"
        if journal.on_disk
        else "With --journal FILE a command notes what is done, so that"
    )
    return f"Interrupted: {done} of {len(verdicts)} files are done{others}. {same} {_LATER}"
