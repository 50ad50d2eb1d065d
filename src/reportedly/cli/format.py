"""`reportedly format`: Turtle in the one form in which this repository keeps it."""

import re
from pathlib import Path
from typing import Final

import click

from reportedly import documents, rdf
from reportedly.cli.files import documents_in, writing
from reportedly.errors import FileError

_COMMENT: Final = re.compile(
    r"<[^<>\n]*>"
    r'|"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|\\."
    r"|(?P<comment>#[^\n]*)",
    re.DOTALL,
)


@click.command()
@click.argument(
    "files", metavar="FILE|DIR...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--check", is_flag=True, help="Change nothing; name the files that would change.")
@click.option("--drop-comments", is_flag=True, help="Also write files that have comments.")
@click.pass_context
def format(  # noqa: A001 - the name of the command
    context: click.Context, files: tuple[Path, ...], *, check: bool, drop_comments: bool
) -> None:
    """Write Turtle files anew in one form: one text for one graph.

    Subjects, predicates and values come in a fixed order, so that a change to a file shows as
    that change and nothing else. The triples stay as they are, down to the spelling of numbers.
    Comments are lost; so files that have any are left alone, unless --drop-comments is given.

    \b
    Exit codes: 0 done, or nothing to do; 1 --check found files to change; 2 a file can't be used.
    Examples:   reportedly format report.ttl
                reportedly format --check data
    """
    anew = {path: _anew(path) for path in documents_in(files, [".ttl"])}
    changed = {path: text for path, text in anew.items() if text}
    commented = [] if check or drop_comments else [path for path in changed if _has_comments(path)]
    if commented:
        raise FileError(
            f"Comments would be lost in {', '.join(map(str, commented))}. Nothing was changed.",
            hint="Add --drop-comments, or say the same in rdfs:comment.",
        )
    for path, text in changed.items():
        if not check:
            _write(path, text)
        click.echo(f"{path} {'would change' if check else 'is written anew'}.")
    context.exit(1 if check and changed else 0)


def _anew(path: Path) -> str:
    """Return the one form of a file, or nothing if it has that already."""
    before = documents.read_text(path)
    try:
        after = rdf.canonical_turtle(documents.read_turtle(path))
    except ValueError as error:
        raise FileError(f"{path} can’t be written in one form.", hint=f"{error}.") from error
    return "" if after == before else after


def _has_comments(path: Path) -> bool:
    return any(match["comment"] for match in _COMMENT.finditer(documents.read_text(path)))


def _write(path: Path, text: str) -> None:
    with writing(path), click.open_file(str(path), "wb", atomic=True) as file:
        file.write(text.encode("utf-8"))
