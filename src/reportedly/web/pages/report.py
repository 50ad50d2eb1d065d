"""The page of a report: its statements in reading order, and where in the text they stand."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Any, Final

from flask import render_template, request
from markupsafe import Markup

from reportedly.attribution import report as reports
from reportedly.attribution import statements
from reportedly.attribution.model import Statement
from reportedly.attribution.report import Outline, Report
from reportedly.drawing import highlighting, passages, strip
from reportedly.drawing.highlighting import Drawing, Mark
from reportedly.drawing.strip import Strip
from reportedly.engine.port import Engine
from reportedly.errors import ResourceMissing
from reportedly.export import citation, claims
from reportedly.export import edition as editions
from reportedly.export.edition import Edition
from reportedly.keeping import for_a_revision
from reportedly.texts import Texts
from reportedly.verification import digest_of
from reportedly.web.addresses import anchor

_MOST: Final = 35
"""How many statements one page has."""
_MOST_KEPT: Final = 32
"""How many pages are kept, as values."""
_MOST_BARS: Final = 200
"""How many statements the strip shows, and the list of other pages; of a longer report, few."""


@dataclass(frozen=True)
class Sheet:
    """One page of a report, from 1; `lines` are its statements."""

    report: Report
    number: int
    lines: tuple[Outline, ...]

    @property
    def last(self) -> int:
        """The number of the last page."""
        return _number(len(self.report.outline))

    @property
    def first(self) -> int:
        """The number of its first statement in the report, from 1."""
        return (self.number - 1) * _MOST + 1

    @property
    def strip(self) -> Strip:
        """Where statements stand in the text: those of all pages, if the report is not too long."""
        lines = self.report.outline
        shown = lines if len(lines) <= _MOST_BARS else self.lines
        return strip.draw(self.report.end, passages.stretches(self.report, shown))

    @property
    def elsewhere(self) -> tuple[tuple[Outline, int], ...]:
        """The statements of the other pages with the numbers of these; none of a long report."""
        if len(self.report.outline) > _MOST_BARS:
            return ()
        numbered = enumerate(self.report.outline, 1)
        pages = ((line, _number(place)) for place, line in numbered)
        return tuple((line, number) for line, number in pages if number != self.number)

    @cached_property
    def here(self) -> frozenset[str]:
        """The statements that this page has in full."""
        return frozenset(line.iri for line in self.lines)

    @property
    def bounds(self) -> tuple[int, int]:
        """The stretch of the text from this page to the next."""
        start = self._start(self.first - 1) if self.number > 1 else 0
        return start, self._start(self.first - 1 + _MOST)

    def _start(self, place: int) -> int:
        """Return where a statement starts; the end of the text if it has no passage, or is none."""
        line = next(iter(self.report.outline[place : place + 1]), None)
        return line.start if line and line.spans else self.report.end


@dataclass(frozen=True)
class Check:
    """A passage that can be checked: its place, and the SHA-256 of the words that stand there."""

    start: int
    end: int
    digest: str

    def fits(self, text: str) -> bool:
        """Say whether a text has these words at their place."""
        return digest_of(text[self.start : self.end]) == self.digest


@dataclass(frozen=True)
class Highlighted:
    """The text with its marks; `text` is empty where the operator has not supplied it."""

    drawing: Drawing
    checks: tuple[Check, ...]
    text: str

    @property
    def differing(self) -> int:
        """How many passages of the text have other words than those that the data means."""
        return sum(not check.fits(self.text) for check in self.checks) if self.text else 0


@dataclass(frozen=True)
class Content:
    """What a page tells, whoever asks for it, for as long as the data stay the same."""

    sheet: Sheet
    edition: Edition
    statements: tuple[Statement, ...]
    drawing: Drawing
    checks: tuple[Check, ...]
    claims: Markup


def page(engine: Engine, iri: str, texts: Texts) -> str:
    """Return the page of a report, with its text if it is among `texts`.

    Raises ResourceMissing if there is no such report or page.
    """
    found = _find(engine, iri, request.args.get("page", "1"))
    report = found.sheet.report
    return render_template(
        "report.html",
        report=report,
        citation=citation.of(report, found.edition, engine.revision, root=request.url_root),
        sheet=found.sheet,
        statements=found.statements,
        highlighted=Highlighted(found.drawing, found.checks, texts.find(report.digest) or ""),
        claims=found.claims,
    )


@for_a_revision
def _kept(_: Engine) -> dict[tuple[str, str], Content]:
    """Return what is kept of pages that were asked for lately, by report and number."""
    return {}


def _find(engine: Engine, iri: str, wanted: str) -> Content:
    kept = _kept(engine)
    found = kept.get((iri, wanted)) or _read(engine, iri, wanted)
    if len(kept) >= _MOST_KEPT:
        kept.clear()
    kept[iri, wanted] = found
    return found


def _read(engine: Engine, iri: str, wanted: str) -> Content:
    report = reports.read(engine, iri)
    sheet = _sheet(report, wanted)
    told = statements.read(engine, (line.iri for line in sheet.lines))
    current = editions.read(engine, iri)
    marks = tuple(passages.marks(report, told))
    return Content(
        sheet=sheet,
        edition=current,
        statements=told,
        drawing=highlighting.draw(*sheet.bounds, marks),
        checks=_checks(engine, marks),
        claims=_embedded(claims.of(engine, report, current, told)),
    )


def location(engine: Engine, statement: str) -> str:
    """Return the place of a statement on the page of its report that has it.

    Raises ResourceMissing if there is no such report.
    """
    report = reports.read(engine, statement.partition("#")[0])
    places = (place for place, line in enumerate(report.outline, 1) if line.iri == statement)
    path, _, name = anchor(statement).partition("#")
    number = _number(next(places, 1))
    return f"{path}?page={number}#{name}" if number > 1 else f"{path}#{name}"


def _sheet(report: Report, wanted: str) -> Sheet:
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 6 else 0
    lines = report.outline[(number - 1) * _MOST : number * _MOST] if number else ()
    if not lines and number != 1:
        last = _number(len(report.outline))
        raise ResourceMissing(
            f"<{report.iri}> has no page “{wanted}”.", hint=f"Pages go from 1 to {last}."
        )
    return Sheet(report, number, lines)


def _number(place: int) -> int:
    """Return the number of the page that has the statement at a place, which counts from 1."""
    return max(ceil(place / _MOST), 1)


def _checks(engine: Engine, marks: Sequence[Mark]) -> tuple[Check, ...]:
    digests = reports.digests(engine, {mark.iri for mark in marks})
    return tuple(Check(m.start, m.end, digests[m.iri]) for m in marks if m.iri in digests)


def _embedded(document: Mapping[str, Any]) -> Markup:
    """Write JSON-LD so that nothing in it can end the script element that it stands in.

    See https://www.w3.org/TR/json-ld11/#restrictions-for-contents-of-json-ld-script-elements.
    """
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704
