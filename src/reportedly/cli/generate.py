"""`reportedly generate`: synthetic reports, for tests and benchmarks."""

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path

import click

from reportedly import generation
from reportedly.cli.files import writing
from reportedly.errors import FileError
from reportedly.generation import SyntheticReport


@click.command()
@click.option(
    "--reports",
    metavar="N",
    type=click.IntRange(1, generation.MOST_REPORTS),
    required=True,
    help="How many reports; each has about 57 statements and 1,100 triples.",
)
@click.option(
    "--seed",
    metavar="S",
    type=int,
    default=1,
    show_default=True,
    help="Decides everything that is said: the same seed gives the same bytes.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="For turtle, a new folder; for nquads, a file, or else standard output.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["turtle", "nquads"]),
    default="turtle",
    show_default=True,
    help="turtle: a file for each report; nquads: one stream, a named graph for each report.",
)
@click.option("--texts", is_flag=True, help="Write the made-up texts beside the Turtle files.")
def generate(reports: int, seed: int, out: Path | None, form: str, *, texts: bool) -> None:
    """Make up valid reports, as many as wanted.

    They are shaped like real ones: chains of carriers, unnamed sources, quotations, figures that
    can and that can’t both be right, events of which several reports tell. Everyone and every
    place in them is invented and named so; only the concepts are real. Their actors and places
    are in shared/synthetic.ttl, which has to be validated and loaded together with the reports.

    \b
    Exit codes: 0 done, 2 something can’t be written.
    Examples:   reportedly generate --reports 100 --out corpus --texts
                reportedly generate --reports 1000 --seed 7 --format nquads > corpus.nq
    """
    if form == "nquads" and texts:
        raise click.UsageError("--texts goes with --format turtle only.")
    if form == "turtle" and out is None:
        raise click.UsageError("Turtle needs a folder: add --out DIR, or use --format nquads.")
    with _progress(generation.corpus(reports=reports, seed=seed), reports) as corpus:
        if out is None or form == "nquads":
            _write_stream(corpus, out)
        else:
            _write_files(corpus, out, texts=texts)


def _progress(
    corpus: Iterable[SyntheticReport], length: int
) -> AbstractContextManager[Iterable[SyntheticReport]]:
    """Show a bar on a terminal, and nothing elsewhere."""
    stream = sys.stderr
    return click.progressbar(
        corpus, length=length, label="Reports", file=stream, hidden=not stream.isatty()
    )


def _write_stream(corpus: Iterable[SyntheticReport], out: Path | None) -> None:
    with writing(out), click.open_file(out or "-", "wb", atomic=True) as stream:
        stream.write(generation.shared_nquads())
        for report in corpus:
            stream.write(report.nquads())


def _write_files(corpus: Iterable[SyntheticReport], folder: Path, *, texts: bool) -> None:
    with writing(folder):
        _make(folder)
        shared = folder / "shared"
        shared.mkdir()
        _write(shared / "synthetic.ttl", generation.shared())
        for report in corpus:
            _write(folder / f"{report.slug}.ttl", report.turtle)
            if texts:
                _write(folder / f"{report.slug}.txt", report.text)


def _make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileError(f"{folder} is not empty.", hint="Name a new folder with --out.")


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))
