"""`reportedly export`: a report in the forms of other vocabularies and tools."""

from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

import click

from reportedly import documents, media, submission
from reportedly.cli.files import MEDIA_TYPES, documents_in
from reportedly.cli.options import store_option
from reportedly.cli.report_options import out_option
from reportedly.cli.telling import put
from reportedly.engine.embedded import Embedded
from reportedly.engine.opening import open_engine
from reportedly.engine.port import Document, Engine
from reportedly.errors import ReportError
from reportedly.export import annotations, citation, claims, provenance, table
from reportedly.export.writing import as_csv, as_json
from reportedly.submission.guards import SLUG
from reportedly.submission.history import report_of
from reportedly.terms import REPORTS, SHARED_GRAPH

_FORMS: Final[Mapping[str, Callable[[Engine, str], str]]] = {
    "annotations": lambda engine, report: as_json(annotations.collection(engine, report)),
    "claims": lambda engine, report: as_json(claims.schema_org(engine, report)),
    "provenance": lambda engine, report: provenance.answer(engine, report).body.decode(),
    "citation": lambda engine, report: f"{citation.cite(engine, report).text}\n",
    "bibtex": lambda engine, report: citation.cite(engine, report).bibtex,
    "csl": lambda engine, report: as_json([citation.cite(engine, report).csl]),
    "csv": lambda engine, report: as_csv(table.COLUMNS, table.rows(engine, report)),
}
"""Name of each form to the function that writes a report in it."""


@click.command()
@click.argument("report", metavar="FILE|IRI|SLUG")
@click.option(
    "--to",
    "form",
    type=click.Choice(list(_FORMS)),
    required=True,
    help="annotations: Web Annotation as JSON-LD; claims: schema.org as JSON-LD; provenance: "
    "PROV-O as Turtle; citation, bibtex, csl: how to cite it; csv: a row for each account.",
)
@store_option(
    "Directory of a store that has the report, which no other process may have open; memory has "
    "the reports that are shipped.",
    default="memory",
)
@click.option(
    "--with",
    "shared",
    metavar="FILE|DIR",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Actors and places that the report in FILE shares with others; may be given several "
    "times.",
)
@out_option
def export(
    report: str, form: str, store: Path | None, shared: tuple[Path, ...], out: Path | None
) -> None:
    """Write a report in a form of another vocabulary or tool.

    It is one that is shipped or in a store, by its IRI or slug, or a FILE in Turtle, N-Triples or
    JSON-LD, which is checked first. In every form what a source claims is told as its claim.

    \b
    Exit codes: 0 written, 2 there is no such report, or a file can't be used.
    Examples:   reportedly export syria-2024-12-02 --to annotations
                reportedly export my-report.ttl --to csv --out accounts.csv
                reportedly export syria-2024-12-02 --to bibtex >> references.bib
    """
    path = Path(report)
    if path.suffix in MEDIA_TYPES or (path.exists() and not SLUG.fullmatch(report)):
        if store:
            raise click.UsageError("A FILE is in no store: leave out --store.")
        engine, report = _of_file(path, shared)
    elif shared:
        raise click.UsageError("--with goes with a FILE.")
    else:
        report = report_of(report.removeprefix(REPORTS))
        engine = open_engine(store, create=False)
    with closing(engine):
        put(_FORMS[form](engine, report), out)


def _of_file(path: Path, shared: tuple[Path, ...]) -> tuple[Embedded, str]:
    """Return an engine that has the report in a file, and the IRI of that."""
    body = documents.read_bytes(path)
    (path,), others = documents_in([path]), documents_in(shared, [".ttl"])
    extra = [triple for each in others for triple in documents.read_triples(each)]
    checked = submission.check(Document(body, MEDIA_TYPES[path.suffix]), extra=extra)
    if not checked.accepted:
        raise ReportError(
            f"{path} does not conform to the model.",
            hint=f"See what is to be mended: reportedly validate {path}",
        )
    engine = open_engine(None)
    for each in others:
        engine.add(str(SHARED_GRAPH), documents.read_bytes(each), media.TURTLE.media_type)
    engine.replace(checked.report, checked.triples, media.N_TRIPLES.media_type)
    return engine, checked.report
