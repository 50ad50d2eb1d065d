"""`reportedly backup`: a copy of a store, also while it is served."""

from pathlib import Path

import click

from reportedly.cli.options import on_disk, store_option
from reportedly.engine.backup import back_up
from reportedly.settings import Settings


@click.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@store_option("Directory of the store to copy.", default=Settings.store, envvar="REPORTEDLY_STORE")
def backup(directory: Path, store: Path | None) -> None:
    """Copy a store to DIR, which is new or empty.

    A server may serve and change the store meanwhile: the copy is of one moment, and has all that
    was acknowledged before. It has what was submitted, byte by byte, and the digests of the
    tokens, too, and can be served as it is.
    On the same disk it takes little time and room.

    \b
    Exit codes: 0 done, 2 the store or DIR can't be used; then nothing is left in DIR.
    Example:    reportedly backup /backups/2031-12-31 --store /srv/reports
    """
    copy = back_up(on_disk(store), directory)
    click.echo(f"{directory} has revision {copy.revision}, with {copy.triples:,} triples.")
