"""Writes what was measured as Markdown."""

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .measure import Mode, Outcome, Outcomes
from .questions import Question
from .server import Server

_HOW = """\
Medians in milliseconds, from the first byte of the request to the last one of the answer; in
brackets how many times as long as ours. The servers took turns question by question. *Warm*: the
same text was asked before. *Uncached*: no text is ever sent twice, since a variable that shows in
no answer gets a new name in every request, so that no cache of results or of plans can help."""


@dataclass(frozen=True)
class Run:
    """What came of one corpus: `ready` are the seconds of each server to load it and to answer."""

    reports: int
    quads: int
    ready: Mapping[str, float]
    outcomes: Mapping[Question, Outcomes]


def heading(servers: Sequence[type[Server]]) -> str:
    """Say what was compared, how and where."""
    versions = "\n".join(f"* {server.name} {server.version()}" for server in servers)
    return f"# Benchmark\n\n{_HOW}\n\n{versions}\n* {machine()}\n"


def section(run: Run, modes: Sequence[Mode]) -> str:
    """Write the tables of one corpus, and what the servers did not answer alike."""
    parts = [f"## {run.reports} synthetic reports, {run.quads:,} quads", _readiness(run)]
    parts += [_table(run, mode) for mode in modes]
    return "\n\n".join([*parts, _remarks(run)]) + "\n"


def machine() -> str:
    """Say what this was measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    lines = described.read_text().splitlines() if described.exists() else []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.machine())


def _readiness(run: Run) -> str:
    times = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in run.ready.items())
    return f"From the file to the first answer: {times}."


def _table(run: Run, mode: Mode) -> str:
    clients = "1 client" if mode.clients == 1 else f"{mode.clients} clients"
    title = f"### {clients}, {'warm' if mode.warm else 'uncached'}"
    columns = ["Question", "Kind", "Rows", *run.ready]
    rule = ["---", "---", *["---:"] * (len(columns) - 2)]
    rows = [_row(question, outcomes, mode) for question, outcomes in run.outcomes.items()]
    return "\n".join([title, "", *map(_line, (columns, rule, *rows))])


def _row(question: Question, outcomes: Outcomes, mode: Mode) -> list[str]:
    ours, *others = outcomes.values()
    rows = next((f"{each.rows:,}" for each in outcomes.values() if each.rows is not None), "")
    measured = ours.median(mode)
    cells = [_cell(each, mode, measured) for each in others]
    return [question.name, question.kind, rows, _cell(ours, mode, None), *cells]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(outcome: Outcome, mode: Mode, ours: float | None) -> str:
    seconds = outcome.median(mode)
    if seconds is None:
        return "timeout" if outcome.failure == "timeout" else "error"
    mark = "\\*" if outcome.difference else ""
    ratio = f" ({short(seconds / ours)}×)" if ours else ""
    return f"{short(seconds * 1000)}{mark}{ratio}"


def short(number: float) -> str:
    """Write a number with two decimals below 10, one below 100, and none above."""
    return f"{number:,.{2 if number < 10 else 1 if number < 100 else 0}f}"


def _remarks(run: Run) -> str:
    """List the answers that differ, marked with a star in the tables, and the failures."""
    remarks = list(_differences(run))
    return "\n".join(remarks) if remarks else "All servers gave the same answers."


def _differences(run: Run) -> Iterator[str]:
    for question, outcomes in run.outcomes.items():
        for name, outcome in outcomes.items():
            if outcome.difference:
                yield f"* \\* {question.name}, {name} differs: `{outcome.difference}`"
            if outcome.failure:
                yield f"* {question.name}, {name}: `{outcome.failure}`"
