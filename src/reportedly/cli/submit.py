"""`reportedly submit`: publishes reports on a server."""

from pathlib import Path

import click

from reportedly.cli.address import address
from reportedly.cli.batch import go_through
from reportedly.cli.files import digest_of, documents_in
from reportedly.cli.journal import conditions, kept
from reportedly.cli.remote import Remote, connect
from reportedly.cli.report_options import (
    jobs_option,
    journal_option,
    language_option,
    out_option,
    text_option,
)
from reportedly.cli.sending import Sender
from reportedly.cli.telling import FORMATS, tell
from reportedly.cli.verdict import EXIT_CODES, exit_code

_DONE = [result for result, code in EXIT_CODES.items() if code == 0]


@click.command()
@click.argument(
    "files", metavar="FILE|DIR...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--to", "url", metavar="URL", required=True, help="The address of the server’s home page."
)
@click.option(
    "--token",
    metavar="TOKEN",
    default="",
    envvar="REPORTEDLY_TOKEN",
    show_envvar=True,
    help="A token of the role submit or write; others on this machine can see it here, but not in "
    "the environment.",
)
@text_option
@click.option("--replace", is_flag=True, help="Make reports that are there already a new version.")
@click.option(
    "--restore", is_flag=True, help="With --replace: publish again what was withdrawn, too."
)
@language_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="text for people; json, or jsonl with a line for each file, for programs; sarif for code "
    "review.",
)
@out_option
@jobs_option("How many reports are on their way at a time.")
@journal_option
@click.option("--insecure", is_flag=True, help="Send the token over http, too, for all to read.")
@click.pass_context
def submit(
    context: click.Context,
    files: tuple[Path, ...],
    *,
    url: str,
    token: str,
    text: Path | None,
    replace: bool,
    restore: bool,
    language: str,
    form: str,
    out: Path | None,
    jobs: int,
    journal: Path | None,
    insecure: bool,
) -> None:
    """Publish reports on a server.

    Each file is the Turtle, N-Triples or JSON-LD of one report; of a folder all are sent. The
    server checks each of them, and publishes those that conform. Sending one again changes
    nothing; what was withdrawn stays so without --restore. When the server is busy or the
    connection is lost, it is tried again for a while. The token is sent to the server that was
    named and to no other.

    \b
    Exit codes: 0 all are published, 1 some are not, 2 a file, the token or the server can't be
                used, 130 interrupted.
    Examples:   reportedly submit report.ttl --to https://reports.example.org/
                reportedly submit report.ttl --text report.txt --to http://127.0.0.1:8000/
                reportedly submit reports --replace --journal sent.jsonl --to https://example.org/
    """
    chosen = documents_in(files)
    if text and len(chosen) > 1:
        raise click.UsageError("--text goes with one report.")
    if restore and not replace:
        raise click.UsageError("--restore goes with --replace.")
    to = address(url, insecure=insecure)
    depends = conditions("submit", to, replace, restore, digest_of(text) if text else "")
    with kept(journal, depends, _DONE) as book, connect(to, _safe(token), language) as client:
        sender = Sender(Remote(client), text=text, replacing=replace, restoring=restore)
        found = go_through(chosen, lambda left: sender.send(left, jobs), book)
    tell(found, form, language, out)
    context.exit(exit_code(found))


def _safe(token: str) -> str:
    """Return a token that can stand in a header. Raises UsageError."""
    if not (token.isascii() and token.isprintable()) or " " in token:
        raise click.UsageError("The token has characters that no token has.")
    return token
