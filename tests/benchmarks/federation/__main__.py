"""`python -m tests.benchmarks.federation`: the command line."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

import click

from tests.benchmarks.server import Server
from tests.benchmarks.servers import Oxigraph, Reportedly
from tests.benchmarks.table import machine, short

from . import data
from .askers import ASKERS, TIMEOUT, Asker, OxigraphService
from .measure import Outcome, Plan, compare, loaded

_PEERS: tuple[type[Server], ...] = (Oxigraph, Reportedly)
_HOW = """\
Medians in milliseconds of {runs} runs, in turns; in brackets how many times as long as ours. Local
places are joined to a peer with {triples:,} triples of {known:,} places, of which the call matches
every one. No question is ever sent twice. *Unbound* is the call as it stands, sent to the peer:
the time until its last byte has come, with nothing joined yet. Calls, rows and bytes are what the
peer was asked and sent for one question."""


@click.command()
@click.option("--places", type=click.IntRange(1), default=Plan.places, show_default=True)
@click.option("--known", type=click.IntRange(1), default=Plan.known, show_default=True)
@click.option("--runs", type=click.IntRange(1), default=Plan.runs, show_default=True)
@click.option("--out", type=click.File("w", "utf-8"), default="-", help="Where the tables go.")
def main(places: int, known: int, runs: int, out: TextIO) -> None:
    """Compare bound joins with unbound ones, and write tables in Markdown."""
    plan = Plan(places, known, runs)
    for part in _parts(plan):
        click.echo(f"{part}\n", out)
        out.flush()


def _parts(plan: Plan) -> Iterator[str]:
    how = _HOW.format(runs=plan.runs, triples=plan.known * data.TRIPLES, known=plan.known)
    yield f"# Benchmark of federation\n\n{how}\n\n{_versions()}\n* {machine()}"
    askers = [each for each in ASKERS if each is not OxigraphService or Oxigraph.installed()]
    for kind in _PEERS:
        if kind.installed():
            yield f"## {plan.places} places joined to {kind.name}"
            yield _table(_compared(kind, askers, plan))


def _versions() -> str:
    return "\n".join(f"* {each.name} {each.version()}" for each in _PEERS if each.installed())


def _compared(kind: type[Server], askers: list[type[Asker]], plan: Plan) -> Mapping[str, Outcome]:
    with TemporaryDirectory() as folder:
        (own := Path(folder, "peer")).mkdir()
        with loaded(kind(own, TIMEOUT), plan) as peer:
            return compare(Path(folder), peer, askers, plan)


def _table(outcomes: Mapping[str, Outcome]) -> str:
    ours, *_ = outcomes.values()
    head = "| Asked by | Time | Calls | Rows | Bytes |\n| --- | ---: | ---: | ---: | ---: |"
    return "\n".join((head, *(_row(name, each, ours) for name, each in outcomes.items())))


def _row(name: str, outcome: Outcome, ours: Outcome) -> str:
    pairs = ((outcome.seconds, ours.seconds), (outcome.rows, ours.rows), (outcome.size, ours.size))
    time, rows, size = (f" ({short(one / other)}×)" for one, other in pairs)
    return (
        f"| {name} | {short(outcome.seconds * 1000)}{time} | {outcome.calls:,} "
        f"| {outcome.rows:,}{rows} | {outcome.size:,}{size} |"
    )


if __name__ == "__main__":
    main(prog_name="python -m tests.benchmarks.federation")
