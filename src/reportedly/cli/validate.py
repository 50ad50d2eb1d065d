"""`reportedly validate`: whether documents keep to the model, and what to mend where they don't."""

from pathlib import Path

import click

from reportedly import documents, validation
from reportedly.errors import ReportError
from reportedly.validation import rendering


@click.command()
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(rendering.FORMATS)),
    default="text",
    show_default=True,
    help="text for people; json for programs; turtle for a sh:ValidationReport.",
)
@click.pass_context
def validate(context: click.Context, files: tuple[Path, ...], form: str) -> None:
    """Check reports in Turtle against the shapes of the model.

    Several files are checked as one, so that a report and the actors that it shares with others
    can be in files of their own. The ontology, its concepts and the shared actors and places
    that are shipped need not be named. Each finding names the node, what is wrong with it and
    how to mend it. Warnings are told, but do not fail.

    \b
    Exit codes: 0 all is well, 1 something violates a shape, 2 a file can't be read.
    Examples:   reportedly validate report.ttl
                reportedly validate --format json report.ttl actors.ttl
    """
    graphs = [documents.read_turtle(path) for path in files]
    if not any(graphs):
        raise ReportError(
            "There is nothing to check: no file holds a triple.", hint="Check that they are whole."
        )
    outcome = validation.validate(*graphs)
    click.echo(rendering.FORMATS[form](outcome, "en", ""), nl=False)
    context.exit(0 if outcome.conforms else 1)
