"""`python -m tests.benchmarks`: the command line of the benchmarks."""

import signal
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TextIO

import click

from . import corpus
from .client import Failed
from .measure import Outcomes, Plan, measure
from .questions import QUESTIONS, Question
from .server import Server
from .servers import SERVERS
from .table import Run, heading, section


@click.command()
@click.option(
    "--reports",
    type=click.IntRange(10),
    multiple=True,
    default=(90, 900),
    show_default=True,
    help="How many synthetic reports, each about 1,100 triples; once for each size.",
)
@click.option(
    "--server",
    "names",
    type=click.Choice([server.name for server in SERVERS]),
    multiple=True,
    help="A server to compare; without this, all that are installed. Ours always takes part.",
)
@click.option(
    "--question",
    "slugs",
    type=click.Choice([question.name for question in QUESTIONS]),
    multiple=True,
    help="A question to ask; without this, all of them.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(0, min_open=True),
    default=Plan.seconds,
    show_default=True,
    help="For how long each server is asked each question in each mode.",
)
@click.option(
    "--rounds",
    type=click.IntRange(1),
    default=Plan.rounds,
    show_default=True,
    help="In how many turns.",
)
@click.option(
    "--timeout",
    type=click.IntRange(1),
    default=60,
    show_default=True,
    help="How many seconds a server has for an answer.",
)
@click.option("--out", type=click.File("w", "utf-8"), default="-", help="Where the tables go.")
def main(
    reports: tuple[int, ...],
    names: tuple[str, ...],
    slugs: tuple[str, ...],
    seconds: float,
    rounds: int,
    timeout: int,
    out: TextIO,
) -> None:
    """Compare our server with others, and write tables in Markdown."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # stops the servers too
    plan = Plan(rounds=rounds, seconds=seconds)
    servers = [server for server in SERVERS if _takes_part(server, names)]
    questions = [each for each in QUESTIONS if not slugs or each.name in slugs]
    click.echo(heading(servers), out)
    for size in reports:
        try:
            run = _run(size, servers, questions, plan, timeout)
        except Failed as failure:
            raise click.ClickException(str(failure)) from failure
        click.echo(section(run, plan.modes), out)
        out.flush()


def _takes_part(server: type[Server], names: Sequence[str]) -> bool:
    """Whether a server was chosen, and is there."""
    chosen = not names or server.name in names or server is SERVERS[0]
    if chosen and not server.installed():
        _tell(f"{server.name} is left out: {server.program} is not installed.")
    return chosen and server.installed()


def _run(
    reports: int,
    kinds: Sequence[type[Server]],
    questions: Sequence[Question],
    plan: Plan,
    timeout: int,
) -> Run:
    """Measure with a corpus of one size."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        path = Path(folder, "corpus.nq")
        quads = corpus.write(path, reports)
        servers = [_server(kind, Path(folder), timeout) for kind in kinds]
        ready = {each.name: _started(each, path, stack) for each in servers}
        outcomes = {each: _measured(servers, each, plan) for each in questions}
        return Run(reports, quads, ready, outcomes)


def _server(kind: type[Server], folder: Path, timeout: int) -> Server:
    own = folder / kind.program
    own.mkdir()
    return kind(own, timeout)


def _started(server: Server, path: Path, stack: ExitStack) -> float:
    """Load and start a server, which is stopped with the stack; return the seconds it took."""
    _tell(f"{server.name} loads")
    stack.callback(server.stop)
    start = perf_counter()
    server.load(path)
    server.start()
    return perf_counter() - start


def _measured(servers: Sequence[Server], question: Question, plan: Plan) -> Outcomes:
    _tell(f"{question.name} is asked")
    return measure(servers, question, plan)


def _tell(news: str) -> None:
    click.echo(news, err=True)


if __name__ == "__main__":
    main(prog_name="python -m tests.benchmarks")
