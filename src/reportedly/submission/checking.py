"""The one check of a submission: bytes in, an outcome out, and nothing stored."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pyoxigraph as ox
from rdflib import URIRef
from rdflib.namespace import RDF
from rdflib.paths import InvPath

from reportedly import documents, validation
from reportedly.documents import Position
from reportedly.engine.port import Document
from reportedly.submission import passages, reading
from reportedly.submission.reading import Reading
from reportedly.submission.source import Positions
from reportedly.terms import RPT
from reportedly.validation import Finding, Outcome
from reportedly.validation.suggestions import mark_lacks

_TYPE: Final = ox.NamedNode(str(RDF.type))
_SOURCE: Final = ox.NamedNode(str(RPT.source))
_MOST: Final = 60
"""How many faulty nodes are explained, about; each takes pySHACL some 10 milliseconds."""


@dataclass(frozen=True)
class Summary:
    """How much a report says; `sources` are those of its statements, each counted once."""

    statements: int
    sources: int
    events: int
    triples: int


@dataclass(frozen=True)
class Checked:
    """What a check came to.

    `report` is the IRI of the report and `slug` the end of it; `triples` are its graph as
    N-Triples, each triple once. `text_checked` says whether the passages were compared with a
    text, which is done only if the shapes find no violation.
    """

    report: str
    slug: str
    outcome: Outcome
    triples: bytes
    summary: Summary
    text_checked: bool = False

    @property
    def accepted(self) -> bool:
        """Whether the report may be published."""
        return self.outcome.conforms


def check(
    document: Document, *, text: str | None = None, extra: Sequence[ox.Triple] = ()
) -> Checked:
    """Check the document of one report, and with `text` its passages against that text.

    `extra` is vocabulary beyond what is shipped: actors and places that are shared here. Findings
    have the place in the document that they are about. Raises UnsupportedContentType,
    RequestTooLarge, DocumentSyntaxError and SubmissionRefused for a document that is not read.
    """
    read = reading.read(document)
    triples = list(dict.fromkeys(read.triples))
    n_triples = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    outcome = validation.validator().check(triples, extra, most=_MOST)
    comparable = text if outcome.conforms else None
    if comparable is not None:
        graph = documents.parse_turtle(n_triples, name="The document")
        outcome = passages.compared(outcome, graph, comparable)
    if outcome.findings:
        known = [*triples, *extra]
        typed = _subjects(each for each in known if each.predicate == _TYPE)
        outcome = mark_lacks(_located(outcome, read), _subjects(known), typed)
    return Checked(
        report=read.report,
        slug=read.slug,
        outcome=outcome,
        triples=n_triples,
        summary=_summary(triples),
        text_checked=comparable is not None,
    )


def _located(outcome: Outcome, read: Reading) -> Outcome:
    """Return an outcome with the places of its findings, and the prefixes of the document."""
    for prefix, namespace in ({"": f"{read.report}#"} | read.source.prefixes).items():
        outcome.report.bind(prefix, namespace, replace=True)
    positions = read.positions
    findings = (replace(each, position=_position(each, positions)) for each in outcome.findings)
    return replace(outcome, findings=tuple(findings))


def _subjects(triples: Iterable[ox.Triple]) -> set[str]:
    return {each.subject.value for each in triples if isinstance(each.subject, ox.NamedNode)}


def _position(finding: Finding, positions: Positions) -> Position | None:
    match finding.path:
        case URIRef() as predicate:
            return positions.of(finding.focus, predicate, finding.value)
        case InvPath(arg=URIRef() as predicate) if finding.value is not None:
            return positions.of(finding.value, predicate, finding.focus)
        case _:
            return positions.of(finding.focus)


def _summary(triples: Sequence[ox.Triple]) -> Summary:
    kinds = Counter(str(each.object) for each in triples if each.predicate == _TYPE)
    return Summary(
        statements=kinds[RPT.Statement.n3()],
        sources=len({each.object for each in triples if each.predicate == _SOURCE}),
        events=kinds[RPT.Event.n3()],
        triples=len(triples),
    )
