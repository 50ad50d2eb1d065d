"""`reportedly passage`: where words stand in a text, as the lines that a report needs."""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import click

from reportedly import documents, verification
from reportedly.validation.rendering.text import harmless
from reportedly.verification import digest_of

_POSITION: Final = re.compile(r"\d{1,18}", re.ASCII)
_AROUND: Final = 30
"""How much of the text is shown on either side of a passage, in code points."""
_LONGEST_SHOWN: Final = 80
_TERMS: Final = {
    "end": "oa:end",
    "start": "oa:start",
    "digest": "rpt:digest",
    "length": "rpt:length",
}
"""The keys of the JSON-LD context to the terms of Turtle, in the order of `reportedly format`."""

_Span = tuple[int, int]
_Facts = dict[str, int | str]


@click.command()
@click.argument("words", metavar="[WORDS...|START END]", nargs=-1)
@click.option(
    "--text",
    "text_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    required=True,
    help="The text that the report is made from, in UTF-8, as it is: every character counts.",
)
@click.option("--json", "in_json", is_flag=True, help="Write members for JSON-LD instead.")
@click.pass_context
def passage(
    context: click.Context, words: tuple[str, ...], text_file: Path, *, in_json: bool
) -> None:
    """Find words in a text, and write what a report says of their place.

    For each place where WORDS stand, or for the one from START to END, these are the lines of an
    rpt:Passage in Turtle; without words, those of the rpt:Report: digest and length of the whole
    text. Positions are characters (code points) from 0, the end exclusive. On a terminal a bit of
    the text around each place is shown as well.

    \b
    Exit codes: 0 found, 1 the words are not in the text, 2 a file or position can't be used.
    Examples:   reportedly passage --text report.txt
                reportedly passage --text report.txt at least 30 people
                reportedly passage --text report.txt 81 173 --json
    """
    text = documents.read_text(text_file)
    for remark in _remarks(text):
        click.echo(remark, err=True)
    if not words:
        whole: _Facts = {"digest": digest_of(text), "length": len(text)}
        click.echo(json.dumps(whole, indent=2) if in_json else _turtle(whole))
        return
    spans = _spans(words, text)
    _tell(spans, text, in_json=in_json)
    if not spans:
        _tell_of_absence(" ".join(words), text)
        context.exit(1)


def _remarks(text: str) -> Iterator[str]:
    """Say what editors do to a text without being asked, and what it does to positions."""
    if text.startswith("\ufeff"):
        yield (
            "The file has a byte order mark at its start, which counts as a character. If the "
            "text had none, save the file without it first."
        )
    if "\r\n" in text:
        yield (
            "The file has line ends of Windows (CRLF), which count as two characters each. If the "
            "text had those of Unix (LF), save the file with them first."
        )


def _spans(words: tuple[str, ...], text: str) -> list[_Span]:
    """Return the places that are asked for. Raises UsageError for positions beyond the text."""
    if len(words) == 2 and all(map(_POSITION.fullmatch, words)):
        start, end = map(int, words)
        if not start < end <= len(text):
            raise click.UsageError(
                f"START and END are two numbers from 0 to {len(text)}, the length of the text, "
                "and START is the lower one."
            )
        return [(start, end)]
    joined = " ".join(words)
    if not joined.strip():
        raise click.UsageError("WORDS are empty. Give some, or none for the whole text.")
    return [*verification.places_of(joined, text)]


def _tell(spans: Sequence[_Span], text: str, *, in_json: bool) -> None:
    """Write the facts on each place; the words themselves are shown on a terminal and not kept."""
    facts: list[_Facts] = [
        {"end": end, "start": start, "digest": digest_of(text[start:end])} for start, end in spans
    ]
    if in_json:
        click.echo(json.dumps(facts, indent=2))
        return
    for span, told in zip(spans, facts, strict=True):
        if sys.stdout.isatty():
            click.secho(_in_context(span, text), err=True, dim=True)
        click.echo(_turtle(told))


def _turtle(facts: _Facts) -> str:
    lines = [f"    {_TERMS[key]} {json.dumps(value)}" for key, value in facts.items()]
    return " ;\n".join(lines) + " ."


def _in_context(span: _Span, text: str) -> str:
    """Return a passage in brackets with a bit of what is around it, on one line."""
    start, end = span
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return f"… {_shown(before)}[{_shown(text[start:end])}]{_shown(after)} …"


def _shown(stretch: str) -> str:
    half = _LONGEST_SHOWN // 2
    if len(stretch) > _LONGEST_SHOWN:
        stretch = f"{stretch[:half]} … {stretch[-half:]}"
    return harmless(re.sub(r"\s", " ", stretch))


def _tell_of_absence(words: str, text: str) -> None:
    """Say that words are not in the text, and what there is that looks like them."""
    click.secho(f"The text does not have “{_shown(words)}”.", err=True, fg="red")
    span = next(verification.places_alike(words, text), None)
    if span is None:
        click.echo("Copy the words from it, letter by letter; fewer will do.", err=True)
        return
    start, end = span
    click.echo(
        f"It has “{_shown(text[start:end])}” at {start} to {end}, where quotation marks, dashes, "
        f"spaces, accents or capitals differ. If that is meant, give {start} {end} instead.",
        err=True,
    )
