"""The command line: one module for each command, found in it by the command's name."""

import re
from importlib import import_module
from typing import Any

import click

from reportedly import __version__
from reportedly.errors import ReportedlyError

COMMANDS = {
    "serve": "reportedly.cli.serve",
    "query": "reportedly.cli.query",
    "generate": "reportedly.cli.generate",
    "validate": "reportedly.cli.validate",
    "submit": "reportedly.cli.submit",
    "verify": "reportedly.cli.verify",
    "passage": "reportedly.cli.passage",
    "format": "reportedly.cli.format",
    "export": "reportedly.cli.export",
    "token": "reportedly.cli.token",
    "backup": "reportedly.cli.backup",
    "restore": "reportedly.cli.restore",
}
"""Name of each command to the module that defines it, in the order of the help."""


class Failure(click.ClickException):
    """An error of ours, told on standard error in sentences; the exit code is 2."""

    exit_code = 2

    def __init__(self, error: ReportedlyError) -> None:
        super().__init__(error.detail)
        self.hint = error.hint

    def show(self, file: Any = None) -> None:  # noqa: ARG002 - errors belong on standard error
        """Print what happened, and below it how to mend it."""
        click.secho(_harmless(self.message), err=True, fg="red")
        if self.hint:
            click.echo(_harmless(self.hint), err=True)


def _harmless(text: str) -> str:
    """Take out what would steer a terminal: what was sent to us may be quoted in an error."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "\ufffd", text)


class Commands(click.Group):
    """A group that imports a command only when it is asked for: serving needs no validator."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command by its name, or nothing if there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except ReportedlyError as error:
            raise Failure(error) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def main() -> None:
    """Ask who said what happened, and check that it is told right.

    News and conflict reports as linked data: every claim stays tied to its speaker, to the
    channel it came through and to the exact place in the text.

    \b
    Exit codes: 0 done, or yes; 1 the answer is no; 2 something can't be read or used.
    """
