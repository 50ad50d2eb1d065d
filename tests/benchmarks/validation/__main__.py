"""`python -m tests.benchmarks.validation`: the command line."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

import click

from tests.benchmarks.table import machine, short

from . import bulk, jena, measure, submitting
from .engines import VALIDATORS, PySHACL, Validator

_HOW = """\
Medians in milliseconds from the bytes of a synthetic report of about 60 statements and 1,100
triples to the verdict; in brackets how many times as fast as pySHACL. All had read the shapes and
the vocabulary, and checked one report, before. They took turns report by report. Of the invalid
reports, each lacks the kind of one account, and the findings are told in full."""


@click.command()
@click.option("--reports", type=click.IntRange(2), default=20, show_default=True)
@click.option("--bulk", "many", type=click.IntRange(0), default=1000, show_default=True)
@click.option("--submitted", type=click.IntRange(0), default=100, show_default=True)
@click.option("--out", type=click.File("w", "utf-8"), default="-", help="Where the table goes.")
def main(reports: int, many: int, submitted: int, out: TextIO) -> None:
    """Compare our validator with others, and write a table in Markdown."""
    with TemporaryDirectory() as folder:
        for part in _parts(Path(folder), reports, many, submitted):
            click.echo(f"{part}\n", out)
            out.flush()


def _parts(folder: Path, reports: int, many: int, submitted: int) -> Iterator[str]:
    validators = [kind() for kind in VALIDATORS if kind.version()]
    yield f"# Benchmark of validation\n\n{_HOW}\n\n{_versions(validators)}\n* {machine()}"
    valid, invalid = measure.valid(reports), measure.invalid(reports)
    of_valid = dict(measure.compare(validators, valid, conform=True))
    of_invalid = measure.compare(validators, invalid, conform=False)
    if jena.installed():
        of_valid["Apache Jena"] = jena.seconds_per_report(folder, valid)
    yield _table(of_valid, of_invalid)
    if many:
        yield _stored(bulk.run(folder, many, measure.SEED), of_valid[PySHACL.name])
    if submitted:
        yield "\n".join(_submitted(folder, clients, submitted) for clients in (1, 8))


def _submitted(folder: Path, clients: int, reports: int) -> str:
    own = folder / f"by-{clients}"
    own.mkdir()
    rate = submitting.rate(own, clients, reports)
    told = "1 submitter" if clients == 1 else f"{clients} submitters"
    return f"* {told} over HTTP, each report on disk before the answer: {short(rate)} a second."


def _versions(validators: list[Validator]) -> str:
    return "\n".join(f"* {each.name} {each.version()}" for each in validators)


def _table(valid: Mapping[str, float], invalid: Mapping[str, float]) -> str:
    rows = [f"| {name} | {_cell(name, valid)} | {_cell(name, invalid)} |" for name in valid]
    return "\n".join(("| Validator | Valid | Invalid |", "| --- | ---: | ---: |", *rows))


def _cell(name: str, times: Mapping[str, float]) -> str:
    if name not in times:
        return ""
    ratio = times[PySHACL.name] / times[name]
    return f"{short(times[name] * 1000)} ({short(ratio)}×)"


def _stored(done: bulk.Bulk, reference: float) -> str:
    rate = done.reports / done.seconds
    return (
        f"{done.reports:,} reports with {done.triples:,} triples were checked by {bulk.PROCESSES} "
        f"processes and stored on disk in {short(done.seconds)} s: {short(rate)} a second, "
        f"{short(rate * reference)} times the rate of pySHACL. Memory of all processes: "
        f"{done.early >> 20} MiB after the first {bulk.BATCH}, {done.late >> 20} MiB at the end."
    )


if __name__ == "__main__":
    main(prog_name="python -m tests.benchmarks.validation")
