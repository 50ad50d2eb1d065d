"""Options that several commands have."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from reportedly.settings import IN_MEMORY


class StorePath(click.ParamType["Path | None"]):
    """A directory, or `memory` for none."""

    name = "directory"

    def convert(self, value: Any, _param: Any, _context: Any) -> Path | None:
        """Return the directory, or nothing for a store in memory."""
        return None if value == IN_MEMORY else Path(value)


def store_option(**choices: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option `--store`."""
    return click.option(
        "--store",
        type=StorePath(),
        metavar="DIR|memory",
        show_default=True,
        envvar="REPORTEDLY_STORE",
        show_envvar=True,
        help="Directory that keeps the graphs, made if it is not there; memory keeps nothing.",
        **choices,
    )
