"""Options that the commands for reports have: what is told, in which language, and where."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from reportedly.validation.rendering import LANGUAGES


def text_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option `--text`, a file."""
    return click.option(
        "--text",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="The text that the report was made from: its passages are compared with it, too.",
    )(command)


def language_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option `--language`, one of those that findings can be told in."""
    return click.option(
        "--language",
        type=click.Choice(list(LANGUAGES)),
        default="en",
        show_default=True,
        help="The language of what is told; messages that are not there in it are in English.",
    )(command)


def out_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option `--out`, a file."""
    return click.option(
        "--out",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Write what is told to a file instead of standard output.",
    )(command)


def journal_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option `--journal`, a file."""
    return click.option(
        "--journal",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="File of JSON lines that notes each file when it is done; what it has of the same "
        "files is not done again, so that an interrupted command can go on.",
    )(command)


def jobs_option(description: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option `--jobs`, how much is done at a time."""
    return click.option(
        "--jobs",
        metavar="N",
        type=click.IntRange(1, 256),
        default=1,
        show_default=True,
        help=description,
    )
