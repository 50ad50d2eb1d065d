"""`reportedly serve`: the server."""

from contextlib import closing
from pathlib import Path

import click

from reportedly.cli.options import store_option
from reportedly.engine.opening import open_engine
from reportedly.settings import Settings
from reportedly.web import create_app, server


@click.command()
@click.option(
    "--host",
    default=Settings.host,
    show_default=True,
    envvar="REPORTEDLY_HOST",
    show_envvar=True,
    help="Address to listen on; 0.0.0.0 for every one of this machine.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=Settings.port,
    show_default=True,
    envvar="REPORTEDLY_PORT",
    show_envvar=True,
    help="Port to listen on; 0 takes any that is free.",
)
@store_option(
    "Directory that keeps the graphs, made if it is not there; memory keeps nothing.",
    default=Settings.store,
    envvar="REPORTEDLY_STORE",
)
@click.option(
    "--threads",
    type=click.IntRange(1, 256),
    default=Settings.threads,
    show_default=True,
    envvar="REPORTEDLY_THREADS",
    show_envvar=True,
    help="How many requests are answered at a time.",
)
@click.option(
    "--max-request",
    type=click.IntRange(1024),
    default=Settings.max_request,
    show_default=True,
    envvar="REPORTEDLY_MAX_REQUEST",
    show_envvar=True,
    help="The longest body of a request, in bytes.",
)
def serve(host: str, port: int, store: Path | None, threads: int, max_request: int) -> None:
    """Serve the reports over SPARQL and as pages.

    Prints the address when it accepts connections. The shipped reports and their vocabulary are
    loaded into the store at the first start, and again when they have changed; other graphs in
    the store stay as they are. Stops on Ctrl-C and SIGTERM, when what is running is done.

    \b
    Exit codes: 0 stopped, 2 the store or the address can't be used.
    Examples:   reportedly serve
                reportedly serve --store memory --port 0
                reportedly serve --store /srv/reports --host 0.0.0.0
    """
    settings = Settings(host, port, store, threads, max_request)
    with closing(open_engine(store)) as engine:
        server.serve(create_app(engine, settings), settings, announce)


def announce(url: str) -> None:
    """Print where the server listens."""
    click.echo(f"reportedly is at {url} – stop it with Ctrl-C.")
