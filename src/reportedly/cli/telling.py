"""Verdicts on files as text, JSON, JSON lines and SARIF."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from shutil import get_terminal_size
from typing import Final

import click

from reportedly.cli.files import writing
from reportedly.cli.table import lay_out
from reportedly.cli.verdict import Result, Verdict, exit_code, to_object
from reportedly.validation import Severity
from reportedly.validation.rendering import sarif, text


def as_text(verdicts: Sequence[Verdict], language: str) -> str:
    """Return what is to be mended in each file and, if there are several, a table of them."""
    remarks = (
        text.told(remark, language, verdict.file)
        for verdict in verdicts
        for remark in verdict.remarks
    )
    return "\n\n".join([*remarks, summary(verdicts, language)]) + "\n"


def as_json(verdicts: Sequence[Verdict], language: str) -> str:  # noqa: ARG001 - is in the remarks
    """Return one document: whether all is well, and the verdict on each file."""
    told = {"ok": exit_code(verdicts) == 0, "files": [*map(to_object, verdicts)]}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def as_lines(verdicts: Sequence[Verdict], language: str) -> str:  # noqa: ARG001
    """Return one line of JSON for each file."""
    return "".join(f"{json.dumps(to_object(each), ensure_ascii=False)}\n" for each in verdicts)


def as_sarif(verdicts: Sequence[Verdict], language: str) -> str:
    """Return one log of all files: https://docs.oasis-open.org/sarif/sarif/v2.1.0/."""
    return sarif.write({each.file: each.remarks for each in verdicts}, language)


FORMATS: Final[Mapping[str, Callable[[Sequence[Verdict], str], str]]] = {
    "text": as_text,
    "json": as_json,
    "jsonl": as_lines,
    "sarif": as_sarif,
}
"""Name of each format to the function that writes it."""


def tell(verdicts: Sequence[Verdict], form: str, language: str, out: Path | None) -> None:
    """Write verdicts to a file or to standard output.

    Where programs read that, people find the summary on standard error.
    """
    put(FORMATS[form](verdicts, language), out)
    if form != "text" or out:
        click.echo(summary(verdicts, language), err=True)


def put(content: str, out: Path | None) -> None:
    """Write a text to a file, as a whole or not at all, or to standard output."""
    with writing(out), click.open_file(str(out or "-"), "wb", atomic=True) as stream:
        stream.write(content.encode("utf-8", errors="backslashreplace"))


def summary(verdicts: Sequence[Verdict], language: str) -> str:
    """Return the verdict on one file, or a table of several and how many fared how."""
    if len(verdicts) == 1:
        return _fate(verdicts[0], language)
    counts = Counter(verdict.result for verdict in verdicts)
    told = ", ".join(f"{counts[result]:,} {result}" for result in Result if counts[result])
    return "\n".join([*_table(verdicts), f"{len(verdicts):,} files: {told}."])


def _fate(verdict: Verdict, language: str) -> str:
    if verdict.result in (Result.CONFORMS, Result.VIOLATES):
        return text.verdict(verdict.remarks, language)
    place = verdict.facts.get("url")
    return f"{verdict.result.capitalize()}: {place}" if place else f"{verdict.result.capitalize()}."


def _table(verdicts: Sequence[Verdict]) -> list[str]:
    """Return the lines of a table of those files of which there is something to tell."""
    rows = [
        [
            text.harmless(each.file),
            each.result,
            *(str(each.count(severity) or "") for severity in Severity),
        ]
        for each in verdicts
        if each.remarks
    ]
    columns = ["file", "result", "violations", "warnings", "notes"]
    numeric = [False, False, True, True, True]
    width = get_terminal_size().columns
    return [*lay_out(columns, rows, numeric, width), ""] if rows else []
