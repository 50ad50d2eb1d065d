"""What is drawn of a report’s passages: bars on the strip, marks on the text."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from reportedly.attribution.model import Span, Statement
from reportedly.attribution.report import Outline, Report
from reportedly.drawing.highlighting import Mark
from reportedly.drawing.strip import Stretch

LEFT_OUT: Final = "left-out"
"""The kind of what stands in the text and is no part of the report."""


def stretches(report: Report, lines: Iterable[Outline]) -> Iterator[Stretch]:
    """Yield a stretch for each passage of these statements of a report, and for its boilerplate."""
    for line in lines:
        label = ", ".join(ref.label for ref in line.sources)
        for span in line.spans:
            yield Stretch(span.start, span.end, voice(report, line), line.name, label, line.iri)
    for span in report.boilerplate:
        yield Stretch(span.start, span.end, LEFT_OUT, "", "No part of the report", "")


def voice(report: Report, line: Outline) -> str:
    """Return whose voice a statement is: `own`, `said` to the report, or `relayed` to it."""
    if line.own_voice:
        return "own"
    return "said" if line.carrier == report.iri else "relayed"


def marks(report: Report, statements: Iterable[Statement]) -> Iterator[Mark]:
    """Yield a mark for each passage of the statements and their parts, and for boilerplate.

    Words that stand for something are within those that are quoted, and these within what is
    told, where they share a place.
    """
    voices = {line.iri: voice(report, line) for line in report.outline}
    for each in statements:
        name = each.notation or each.name
        yield from _named(each.passages, voices[each.iri], 0, name, each.iri)
        for account in each.accounts:
            yield from _named(account.passages, "account", 1, account.notation, each.iri)
        yield from _words(each)
    for span in report.boilerplate:
        yield _mark(span, LEFT_OUT, 0, "No part of the report")


def _named(spans: Iterable[Span], kind: str, rank: int, name: str, target: str) -> Iterator[Mark]:
    """Yield the marks of a thing; only the first has its name."""
    for number, span in enumerate(spans):
        mark = _mark(span, kind, rank)
        yield mark if number else replace(mark, name=name, target=target)


def _words(statement: Statement) -> Iterator[Mark]:
    for quotation in statement.quotations:
        yield _mark(quotation.span, "quotation", 2)
        for span in quotation.insertions:
            yield _mark(span, "insertion", 3, "Put in by the report")
    for each in statement.designations:
        if each.span:
            yield _mark(each.span, "designation", 4, f"Said of: {each.of.label}")


def _mark(span: Span, kind: str, rank: int, title: str = "") -> Mark:
    return Mark(span.start, span.end, kind, rank, title=title, iri=span.iri)
