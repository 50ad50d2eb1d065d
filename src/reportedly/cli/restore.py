"""`reportedly restore`: a store from a backup."""

from pathlib import Path

import click

from reportedly.cli.options import on_disk, store_option
from reportedly.engine.backup import restore as make_store
from reportedly.settings import Settings


@click.command()
@click.argument("backup", metavar="BACKUP", type=click.Path(path_type=Path))
@store_option(
    "Directory of the store to make, which is new or empty.",
    default=Settings.store,
    envvar="REPORTEDLY_STORE",
)
def restore(backup: Path, store: Path | None) -> None:
    """Make a store of BACKUP, which `reportedly backup` has made.

    The backup stays as it is. Do this as the user who runs the server.

    \b
    Exit codes: 0 done, 2 a directory can't be used; then there is no store.
    Example:    reportedly restore /backups/2031-12-31 --store /srv/reports
    """
    target = on_disk(store)
    copy = make_store(backup, target)
    click.echo(f"{target} has revision {copy.revision}, with {copy.triples:,} triples.")
