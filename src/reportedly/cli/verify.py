"""`reportedly verify`: a report's passages against the text that it was made from."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import click
from rdflib import Graph
from rdflib.term import Node

from reportedly import documents, verification
from reportedly.verification import Passage, Verification

_DISGUISES: Final[dict[str, Callable[[str], str]]] = {
    "a byte order mark at its start": lambda text: text.removeprefix("\ufeff"),
    "line ends of Windows (CRLF) instead of those of Unix (LF)": lambda text: text.replace(
        "\r\n", "\n"
    ),
    "line ends of Unix (LF) instead of those of Windows (CRLF)": lambda text: text.replace(
        "\n", "\r\n"
    ),
}
"""What editors do to a text without being asked, and how to undo it."""


@click.command()
@click.argument("report", type=click.Path(path_type=Path))
@click.option(
    "--text",
    "text_file",
    type=click.Path(path_type=Path),
    required=True,
    help="The text that the report was made from, in UTF-8, as it was: every character counts.",
)
@click.pass_context
def verify(context: click.Context, report: Path, text_file: Path) -> None:
    """Check that every passage of REPORT is in a text, at its place.

    REPORT is a Turtle file that describes one report. It holds positions and digests, never the
    running text; whoever has the text can check them. The first passage that differs is named.

    \b
    Exit codes: 0 every passage agrees, 1 one differs, 2 a file can't be read.
    Example:    reportedly verify data/reports/syria-2024-12-02.ttl --text report.txt
    """
    text = documents.read_text(text_file)
    graph = documents.read_turtle(report)
    outcome = verification.verify(graph, text)
    for line in [*_describe(outcome, text), *([] if outcome.agrees else _reasons(graph, text))]:
        click.echo(line)
    context.exit(0 if outcome.agrees else 1)


def _describe(outcome: Verification, text: str) -> list[str]:
    if outcome.agrees:
        return [f"All {outcome.checked} passages of {outcome.report} agree.", _whole(outcome)]
    if not outcome.differing:
        strange = [_strangeness(subject, words, outcome) for subject, words in outcome.strange]
        return [*strange, *_length(outcome, text)]
    first, *others = outcome.differing
    lines = [_difference(first, outcome), _cure(first, text, same_text=outcome.same_text)]
    if others:
        lines.append(f"{len(others)} of the other {outcome.checked - 1} passages differ as well.")
    return [*lines, *_length(outcome, text)]


def _length(outcome: Verification, text: str) -> list[str]:
    if outcome.miscounted is None:
        return []
    return [f"rpt:length is {outcome.miscounted}, the text has {len(text)} characters."]


def _reasons(graph: Graph, text: str) -> list[str]:
    """Say what was done to the whole text, if all agrees once it is undone."""
    done = []
    for disguise, undo in _DISGUISES.items():
        if undo(text) != text and not verification.verify(graph, text).agrees:
            done.append(disguise)
            text = undo(text)
    if not verification.verify(graph, text).agrees:
        return []
    return [f"The file has {' and '.join(done)}: without, every passage agrees."]


def _strangeness(subject: Node, words: str, outcome: Verification) -> str:
    name = str(subject).removeprefix(outcome.report)
    return f"{name} gives the words “{words}”, which do not stand in its statement’s passage."


def _whole(outcome: Verification) -> str:
    if outcome.same_text:
        return "The text is the very one that the report was made from."
    return "The text differs elsewhere from the one that the report was made from."


def _difference(passage: Passage, outcome: Verification) -> str:
    name = passage.iri.removeprefix(outcome.report)
    return f"{name} is not at characters {passage.start} to {passage.end} of the text."


def _cure(passage: Passage, text: str, *, same_text: bool) -> str:
    if passage.end > len(text):
        return f"The text has {len(text)} characters: correct oa:start and oa:end."
    place = verification.find_elsewhere(passage, text)
    if place is None:
        return _changed(passage, text, same_text=same_text)
    moved = place - passage.start
    if moved == 0:
        return "Its digest agrees, but the words given with it are not those of the text."
    if same_text:
        return f"The words that it means begin at character {place}: correct oa:start and oa:end."
    change = "more" if moved > 0 else "fewer"
    return (
        f"The same words begin at character {place}: "
        f"the text has {abs(moved)} characters {change} before them."
    )


def _changed(passage: Passage, text: str, *, same_text: bool) -> str:
    """Say what is wrong where the words of a passage are nowhere in the text."""
    digest = verification.digest_of(text[passage.start : passage.end])
    if same_text:
        return (
            "The text is the one that the report was made from: correct oa:start and oa:end, or "
            f"rpt:digest. What stands there has the SHA-256 {digest}."
        )
    return (
        "It is nowhere else in the text: the words there were changed, or rpt:digest is wrong. "
        f"What stands there has the SHA-256 {digest}."
    )
