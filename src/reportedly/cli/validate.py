"""`reportedly validate`: whether documents keep to the model, and what to mend where they don't."""

from hashlib import sha256
from pathlib import Path
from typing import Final

import click

from reportedly import __version__, documents, validation
from reportedly.cli.batch import go_through
from reportedly.cli.checking import Check, verdicts
from reportedly.cli.files import MEDIA_TYPES, digest_of, documents_in
from reportedly.cli.journal import conditions, kept
from reportedly.cli.report_options import (
    jobs_option,
    journal_option,
    language_option,
    out_option,
    text_option,
)
from reportedly.cli.telling import FORMATS, put, tell
from reportedly.cli.verdict import Result, Verdict, exit_code
from reportedly.errors import ReportError
from reportedly.validation import Outcome, rendering
from reportedly.validation.rendering import remarks

_TURTLE: Final = "turtle"
_GRAPHS: Final = (".ttl", ".nt")
"""The ends of the names of documents that are read without being reports."""


@click.command()
@click.argument(
    "files", metavar="FILE|DIR...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--with",
    "shared",
    metavar="FILE|DIR",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Actors and places that the reports share with others; may be given several times.",
)
@click.option("--together", is_flag=True, help="Check all files as one graph; places are not told.")
@text_option
@language_option
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMATS, _TURTLE]),
    default="text",
    show_default=True,
    help="text for people; json, or jsonl with a line for each file, for programs; sarif for code "
    "review; turtle for the sh:ValidationReport of one file.",
)
@out_option
@jobs_option("How many processes check files.")
@journal_option
@click.pass_context
def validate(
    context: click.Context,
    files: tuple[Path, ...],
    *,
    shared: tuple[Path, ...],
    together: bool,
    text: Path | None,
    language: str,
    form: str,
    out: Path | None,
    jobs: int,
    journal: Path | None,
) -> None:
    """Check reports against the shapes of the model.

    They are checked as a server does before it publishes them. Each file is the Turtle, N-Triples
    or JSON-LD of one report; of a folder all are checked. Each finding says where it is, what is
    wrong and how to mend it. Warnings are told, but do not fail. The ontology, its concepts and
    the actors and places that are shipped need not be named; others that reports share are named
    by --with. Files that are no reports, such as those, are checked with --together.

    \b
    Exit codes: 0 all is well, 1 something violates a shape, 2 a file can't be used,
                130 interrupted.
    Examples:   reportedly validate report.ttl
                reportedly validate report.ttl --text report.txt --language fr
                reportedly validate corpus --with corpus/shared --jobs 4 --journal done.jsonl
                reportedly validate --format sarif --out findings.sarif reports
                reportedly validate --together actors.ttl places.ttl
    """
    background = documents_in(shared, _GRAPHS)
    kinds = _GRAPHS if together else MEDIA_TYPES
    chosen = [path for path in documents_in(files, kinds) if path not in background]
    check = Check(language, text, tuple(background))
    check.prepare()
    _require_one(chosen, text=text, turtle=form == _TURTLE, together=together)
    if form == _TURTLE:
        outcome = _outcome([*chosen, *background]) if together else check.outcome(chosen[0])
        put(rendering.as_turtle(outcome), out)
        context.exit(0 if outcome.conforms else 1)
    found = (
        [_as_one(chosen, background, language)] if together else _each(chosen, check, jobs, journal)
    )
    tell(found, form, language, out)
    context.exit(exit_code(found))


def _require_one(files: list[Path], *, text: Path | None, turtle: bool, together: bool) -> None:
    """Raise UsageError for several files where there can be only one, and for none."""
    if not files:
        raise click.UsageError("Nothing is left to check: every file is named by --with.")
    if text and (together or len(files) > 1):
        raise click.UsageError("--text goes with one report.")
    if turtle and not together and len(files) > 1:
        raise click.UsageError("--format turtle goes with one file, or with --together.")


def _each(files: list[Path], check: Check, jobs: int, journal: Path | None) -> list[Verdict]:
    """Return the verdict on each file by itself."""
    read = [path for path in (*check.shared, check.text) if path]
    depends = conditions("validate", __version__, check.language, *map(digest_of, read))
    with kept(journal, depends, set(Result) - {Result.FAILED}) as book:
        return go_through(files, lambda left: verdicts(check, left, jobs), book)


def _as_one(files: list[Path], background: list[Path], language: str) -> Verdict:
    """Return the verdict on all files as one graph, under all of their names."""
    outcome = _outcome([*files, *background])
    result = Result.CONFORMS if outcome.conforms else Result.VIOLATES
    digest = sha256(b"".join(map(documents.read_bytes, files))).hexdigest()
    told = remarks.of_outcome(outcome, language)
    return Verdict(" ".join(map(str, files)), digest, result, told)


def _outcome(files: list[Path]) -> Outcome:
    graphs = [documents.read_turtle(path) for path in files]
    if not any(graphs):
        raise ReportError(
            "There is nothing to check: no file holds a triple.", hint="Check that they are whole."
        )
    return validation.validate(*graphs)
