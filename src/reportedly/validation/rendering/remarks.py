"""Findings put in words of one language, each once, in the order of the document."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD, NamespaceManager
from rdflib.paths import Path
from rdflib.term import Node

from reportedly.documents import Position
from reportedly.errors import ReportedlyError, excerpt
from reportedly.terms import BASE, ID, REPORTS
from reportedly.validation.outcome import Finding, Lack, Outcome, Severity
from reportedly.validation.rendering.faults import sentence
from reportedly.validation.rendering.phrases import LANGUAGES, Phrases, phrases
from reportedly.validation.suggestions import meant

Term = Mapping[str, str]
"""An RDF term as in SPARQL results: https://www.w3.org/TR/sparql11-results-json/#select-encode-terms."""

_LONGEST_VALUE: Final = 60
MOST: Final = 1_000
"""How many findings are told: whoever has mended those may ask again."""


@dataclass(frozen=True)
class Remark:
    """A finding, or an error, put in words; plain values only, for any process and any format.

    `message` says what is asked for, and `hint` how to mend this very place, where that can be
    guessed. `about` is the triple at fault, shortened for people; `rule` is the IRI of the shape,
    or of the kind of error. `line` and `column` count from 1, the column in code points; both are
    0 where the place is not known. `source` is that line, or of a long one the part around the
    place; `caret` is where in it the place is, from 0. `meant` is the IRI that was probably meant.
    """

    severity: Severity
    message: str
    hint: str = ""
    about: str = ""
    rule: str = ""
    line: int = 0
    column: int = 0
    source: str = ""
    caret: int = 0
    focus: Term | None = None
    path: str | None = None
    value: Term | None = None
    components: tuple[str, ...] = ()
    meant: str | None = None


def of_outcome(outcome: Outcome, language: str = "en") -> tuple[Remark, ...]:
    """Return what is to be told of an outcome, in the order of the document.

    What several components of one shape find at one place is told once. IRIs are shortened by the
    prefixes of the report. Messages that are not there in the language are given in another. Of
    more than `MOST` the rest is only counted, in a last remark.
    """
    if not outcome.findings:
        return ()
    teller = _Teller(outcome.report.namespace_manager, language, phrases(language))
    findings = sorted(outcome.findings, key=_order)
    alike = [list(same) for _, same in groupby(findings, key=_order)]
    return *map(teller.remark, alike[:MOST]), *teller.rest(alike[MOST:], outcome.more)


def of_error(error: ReportedlyError) -> Remark:
    """Return the remark that stands for an error: a document that can't be checked at all."""
    return of_problem(
        vars(error) | {"title": error.title, "type": f"{BASE}problem/{error.code}"},
    )


def of_problem(problem: Mapping[str, Any]) -> Remark:
    """Return the remark that stands for the problem document of a server of ours.

    Its members are those of https://www.rfc-editor.org/rfc/rfc9457 and, for documents, the line and
    column, the source line, the reason and the cure.
    """
    reason = str(problem.get("reason") or problem.get("detail", ""))
    line, column, source = (problem.get(name) for name in ("line", "column", "source"))
    place = Position(line, column, str(source)) if line and column else None
    return Remark(
        severity=Severity.VIOLATION,
        message=f"{reason[:1].upper()}{reason[1:].removesuffix('.')}.",
        hint=str(problem.get("cure", problem.get("hint", ""))),
        about=str(problem.get("title", "")),
        rule=str(problem.get("type", "")),
        **_place(place),
    )


@dataclass(frozen=True)
class _Teller:
    names: NamespaceManager
    language: str
    words: Phrases

    def remark(self, findings: list[Finding]) -> Remark:
        """Return the one remark on findings that differ in their component only."""
        first = findings[0]
        guess = meant(first)
        return Remark(
            severity=first.severity,
            message=_message(first, self.language),
            hint=self._hint(first, guess) or sentence(findings, self.words),
            about=self._about(first),
            rule=str(first.shape),
            focus=_term(first.focus),
            path=first.path.n3() if first.path else None,
            value=None if first.value is None else _term(first.value),
            components=tuple(sorted({str(each.component) for each in findings})),
            meant=str(guess) if guess else None,
            **_place(first.position),
        )

    def rest(self, findings: list[list[Finding]], unseen: int) -> Iterator[Remark]:
        """Yield the remark that there are more findings, if there are, `unseen` ones with them."""
        if findings or unseen:
            severities = (same[0].severity for same in findings)
            gravest = min(severities, key=list(Severity).index, default=Severity.INFO)
            more = self.words.more.format(n=len(findings) + unseen)
            yield Remark(gravest, more, rule=f"{BASE}problem/too-many-findings")

    def _hint(self, finding: Finding, guess: URIRef | None) -> str:
        if guess:
            return self.words.meant.format(name=self._name(guess))
        if finding.lack and finding.value is not None:
            phrase = _lacking(finding.lack, str(finding.value), self.words)
            own = URIRef(f"{str(finding.focus).partition('#')[0]}#name")
            return phrase.format(name=self._name(finding.value), own=own.n3())
        return ""

    def _about(self, finding: Finding) -> str:
        parts = (finding.focus, finding.path, finding.value)
        return " ".join(self._name(part) for part in parts if part is not None)

    def _name(self, node: Node | Path) -> str:
        text: str = node.n3(self.names)
        if isinstance(node, Literal) and len(text) > _LONGEST_VALUE:
            return f"{text[:_LONGEST_VALUE]}…"
        return text


def _message(finding: Finding, language: str) -> str:
    candidates: Iterable[str] = (language, *LANGUAGES, *finding.messages)
    return next((finding.messages[each] for each in candidates if each in finding.messages), "")


def _lacking(lack: Lack, iri: str, words: Phrases) -> str:
    if lack is Lack.CLASS:
        return words.unclassed
    if iri.startswith(ID):
        return words.unshared
    return words.undescribed if iri.startswith(REPORTS) else words.unknown


def _place(position: Position | None) -> dict[str, Any]:
    if position is None:
        return {}
    source, caret = excerpt(position.source, position.column) if position.source else ("", 0)
    return {"line": position.line, "column": position.column, "source": source, "caret": caret}


def _order(finding: Finding) -> tuple[Any, ...]:
    """Return what findings are sorted and told apart by: all but the component."""
    place = finding.position
    where = (place.line, place.column) if place else (float("inf"), 0)
    rank = list(Severity).index(finding.severity)
    parts = (finding.focus, finding.path, finding.value, finding.shape)
    return *where, str(finding.focus), rank, *map(_text, parts)


def _text(node: Node | Path | None) -> str:
    return "" if node is None else node.n3()


def _term(node: Node) -> Term:
    match node:
        case Literal(language=str(language)):
            return {"type": "literal", "value": str(node), "xml:lang": language}
        case Literal(datatype=URIRef() as datatype) if datatype != XSD.string:
            return {"type": "literal", "value": str(node), "datatype": str(datatype)}
        case Literal():
            return {"type": "literal", "value": str(node)}
        case BNode():
            return {"type": "bnode", "value": str(node)}
        case _:
            return {"type": "uri", "value": str(node)}
