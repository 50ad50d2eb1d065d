"""`reportedly serve`: the server."""

from contextlib import closing
from pathlib import Path
from typing import Any

import click

from reportedly.cli.options import setting, store_option
from reportedly.engine.opening import limits_of, open_isolated
from reportedly.settings import Settings
from reportedly.submission.isolated import Checkers
from reportedly.web import Shared, server


@click.command()
@setting("host", "Address to listen on; 0.0.0.0 for every one of this machine.")
@setting("port", "Port to listen on; 0 takes any that is free.", click.IntRange(0, 65535))
@setting("public_url", "The address of the server for everybody, if it is behind a proxy.")
@store_option(
    "Directory that keeps the graphs, made if it is not there; memory keeps nothing.",
    default=Settings.store,
    envvar="REPORTEDLY_STORE",
)
@setting("threads", "How many requests are handled at a time.", click.IntRange(1, 1024))
@setting("workers", "How many queries are answered at a time.", click.IntRange(2, 256))
@setting("waiting", "How many more queries may wait for their turn.", click.IntRange(0))
@setting("query_seconds", "The time of one query.", click.FloatRange(0.1))
@setting("query_memory", "Bytes of memory that one query may take.", click.IntRange(1 << 20))
@setting("write_seconds", "The time of one update, in seconds.", click.FloatRange(0.1))
@setting("max_request", "The longest body of a request, in bytes.", click.IntRange(1024))
@setting("max_write", "The longest body of an update or a graph.", click.IntRange(1024))
@setting("max_answer", "The longest answer to a query, in bytes.", click.IntRange(1024))
@setting("cache_memory", "Bytes of memory for answers that are asked again.", click.IntRange(0))
@setting("client_seconds", "How long a client may take to send or read.", click.FloatRange(0.1))
@setting("stop_seconds", "How long requests may go on when it stops.", click.FloatRange(0))
@setting("access_log", "File that gets a line of JSON for each request; - for standard error.")
@setting("log_clients", "Keep the addresses of clients in the access log.")
@setting("keep_texts", "Keep the texts that reports are checked against, in the store.")
@setting("texts", "Folder of texts; reports made from one show it.", click.Path(path_type=Path))
@setting("federate", "A dataset that queries may call, as NAME=URL; may be repeated.")
@setting("peer_seconds", "The time of one call of another dataset.", click.FloatRange(0.1))
@setting("peer_answer", "The longest answer to a call, in bytes.", click.IntRange(1024))
@setting("peer_connections", "How many calls one dataset gets at a time.", click.IntRange(1))
@setting("peer_calls", "How many calls one query may make.", click.IntRange(1))
@setting("federated_seconds", "The time of one query that makes calls.", click.FloatRange(0.1))
@setting("peer_cache", "Keep what a dataset answers, as NAME=SECONDS; may be repeated.")
@setting("empty", "Leave the shipped graphs out.")
@setting("allow_anonymous_writes", "Let everybody on this machine write, for tests.")
def serve(**chosen: Any) -> None:
    """Serve the reports over SPARQL and as pages.

    Prints the address when it accepts connections. The shipped reports and their vocabulary are
    loaded into the store at the first start, and again when they have changed; other graphs in
    the store stay as they are. On Ctrl-C and SIGTERM no more is taken, and what is running is
    finished, as long as --stop-seconds allows; a second one stops at once.

    \b
    Exit codes: 0 stopped, 2 the store, the address or another setting can't be used.
    Examples:   reportedly serve
                reportedly serve --store memory --port 0
                reportedly serve --store /srv/reports --host 0.0.0.0
                reportedly serve --federate wikidata
    """
    settings = Settings(**chosen)
    shared = Shared.of(settings)
    server.stop_on_signals()
    with (
        closing(open_isolated(settings)) as engine,
        closing(Checkers(limits_of(settings), engine.loop)) as checkers,
    ):
        checkers.prepare()
        server.serve(engine, checkers, settings, shared, announce)


def announce(url: str) -> None:
    """Print where the server listens."""
    click.echo(f"reportedly is at {url} – stop it with Ctrl-C.")
