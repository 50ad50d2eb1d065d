"""`reportedly query`: one SPARQL query, answered here."""

import sys
from contextlib import closing
from pathlib import Path
from shutil import get_terminal_size
from typing import Final

import click

from reportedly import documents, guard, media, results
from reportedly.cli.options import setting, store_option
from reportedly.cli.table import render
from reportedly.engine.opening import open_engine
from reportedly.engine.port import Answer, Query
from reportedly.federation.peering import Peering
from reportedly.results import Table
from reportedly.settings import Settings
from reportedly.tokens import scan

_TABLE: Final = "table"
_ACCEPT: Final = {
    _TABLE: f"{media.JSON.media_type}, {media.TURTLE.media_type}",
    **{form.name: form.media_type for form in media.RESULT_FORMATS + media.GRAPH_FORMATS},
}


@click.command()
@click.argument("file", metavar="FILE")
@store_option(
    "Directory of a store to ask, which no other process may have open; memory asks the reports "
    "that are shipped.",
    default="memory",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_ACCEPT)),
    help="How to write the answer: table, json, xml, csv or tsv for solutions and verdicts; "
    "turtle, ntriples, rdfxml, jsonld or trig for graphs. On a terminal table or turtle is used, "
    "elsewhere json or turtle.",
)
@setting("federate", "A dataset that the query may call, as NAME=URL; may be repeated.")
@setting("peer_seconds", "The time of one call of a dataset.", click.FloatRange(0.1))
@click.pass_context
def query(
    context: click.Context,
    file: str,
    store: Path | None,
    form: str | None,
    federate: tuple[str, ...],
    peer_seconds: float,
) -> None:
    """Answer the SPARQL query in FILE, or on standard input for -.

    Asks the shipped reports, their ontology and concepts, or a store. Nothing is fetched from
    elsewhere, and SERVICE is refused, but for datasets that --federate names.

    \b
    Exit codes: 0 answered, 1 ASK was answered with no, 2 the query or the store can't be read.
    Examples:   reportedly query figures.rq
                reportedly query --format csv - < figures.rq
                echo 'ASK { ?s ?p ?o }' | reportedly query --store /srv/reports -
                reportedly query --federate wikidata population.rq
    """
    text = _read(file)
    form = form or (_TABLE if sys.stdout.isatty() else "")
    peering = Peering.of(Settings(federate=federate, peer_seconds=peer_seconds))
    with (
        closing(open_engine(store, create=False)) as engine,
        peering.over_embedded(engine) as asked,
    ):
        answer = guard.answer(asked, Query(text, _ACCEPT.get(form, "")))
    for peer in (spent.peer for spent in answer.spent if spent.failed):
        click.echo(f"{peer} did not answer; SILENT has the query go on without it.", err=True)
    body = _shown(answer).encode() if form == _TABLE else answer.body
    click.echo(body, nl=not body.endswith(b"\n"))
    context.exit(1 if _is_ask(text) and b"false" in answer.body else 0)


def _read(file: str) -> str:
    if file == "-":
        return documents.decode(sys.stdin.buffer.read(), name="standard input")
    return documents.read_text(Path(file))


def _shown(answer: Answer) -> str:
    if answer.media_type != media.JSON.media_type:
        return answer.body.decode()
    content = results.read(answer.body)
    if isinstance(content, Table):
        return render(content, get_terminal_size().columns)
    return "yes\n" if content else "no\n"


def _is_ask(text: str) -> bool:
    forms = (token.word for token in scan(text).tokens)
    return next((word for word in forms if word in {"SELECT", "ASK"}), "") == "ASK"
