"""Options that several commands have."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from reportedly.errors import SettingsError
from reportedly.settings import IN_MEMORY, Settings

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class StorePath(click.ParamType["Path | None"]):
    """A directory, or `memory` for none."""

    name = "directory"

    def convert(self, value: Any, _param: Any, _context: Any) -> Path | None:
        """Return the directory, or nothing for a store in memory."""
        return None if value == IN_MEMORY else Path(value)


def store_option(
    description: str, *, default: str | Path | None, envvar: str | None = None
) -> Decorator:
    """Return the option `--store`, and have the environment variable stand in for it."""
    return click.option(
        "--store",
        type=StorePath(),
        metavar="DIR|memory",
        default=default,
        show_default=True,
        envvar=envvar,
        show_envvar=True,
        help=description,
    )


def on_disk(store: Path | None) -> Path:
    """Return the directory of a store; raises SettingsError for one in memory."""
    if store is None:
        raise SettingsError(
            "A store in memory has no directory.", hint="Name a directory with --store."
        )
    return store


def setting(name: str, description: str, kind: click.ParamType[Any] | None = None) -> Decorator:
    """Return the option of a setting of the server, with its default and environment variable.

    One that is a tuple can be given several times, and in the variable with spaces in between.
    """
    default = getattr(Settings, name)
    return click.option(
        f"--{name.replace('_', '-')}",
        type=kind,
        is_flag=isinstance(default, bool),
        multiple=isinstance(default, tuple),
        default=default,
        show_default=True,
        envvar=f"REPORTEDLY_{name.upper()}",
        show_envvar=True,
        help=description,
    )
