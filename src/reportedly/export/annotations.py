"""A report’s statements as annotations of its text: https://www.w3.org/TR/annotation-model/.

Each account, quotation, insertion and designation is an annotation. What it says is told with its
speaker; where it stands is told by position, in code points, with the digest of the passage, since
the text itself belongs to others. Only words within quotation marks are given.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from reportedly.attribution import report as reading
from reportedly.attribution import statements
from reportedly.attribution.model import (
    Account,
    Designation,
    Quotation,
    Span,
    Statement,
    Text,
)
from reportedly.attribution.report import Report
from reportedly.engine.port import Engine
from reportedly.export import edition, sentences
from reportedly.export.edition import Edition
from reportedly.terms import RPT

Node = dict[str, Any]

MEDIA_TYPE: Final = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
"""See https://www.w3.org/TR/annotation-protocol/#annotation-retrieval."""

_CONTEXT: Final = ("http://www.w3.org/ns/anno.jsonld", {"rpt": str(RPT)})


def collection(engine: Engine, report: str) -> Node:
    """Return the annotations of a report’s text, all on one page.

    See https://www.w3.org/TR/annotation-model/#annotation-collection. Raises ResourceMissing if
    there is no such report.
    """
    found = reading.read(engine, report)
    told = statements.read(engine, (each.iri for each in found.outline))
    page = _Page(found.iri, reading.digests(engine, set(_passages(told))))
    items = [item for each in told for item in page.items(each)]
    return _described(found, edition.read(engine, report)) | {
        "total": len(items),
        "first": {
            "id": f"{report}/annotations#all",
            "type": "AnnotationPage",
            "partOf": {"id": f"{report}/annotations"},
            "startIndex": 0,
            "items": items,
        },
    }


def _described(report: Report, current: Edition) -> Node:
    return {
        "@context": list(_CONTEXT),
        "id": f"{report.iri}/annotations",
        "type": "AnnotationCollection",
        "label": sentences.work(report.title.label),
        "creator": [{"id": each.iri, "name": each.label} for each in current.encoders],
        "dcterms:source": {
            "id": report.iri,
            "type": "Text",
            "format": "text/plain",
            "language": report.language,
            "rpt:digest": report.digest,
        },
    }


class _Page:
    """Writes annotations of the text of one report, whose passages have these digests."""

    def __init__(self, report: str, digests: dict[str, str]) -> None:
        self._report = report
        self._digests = digests

    def items(self, statement: Statement) -> Iterator[Node]:
        if not statement.accounts:
            yield self._carrier(statement)
        yield from (self._account(statement, each) for each in statement.accounts)
        for quotation in statement.quotations:
            yield self._quotation(statement, quotation)
            yield from (self._insertion(statement, each) for each in quotation.insertions)
        yield from (self._designation(statement, each) for each in statement.designations)

    def _carrier(self, statement: Statement) -> Node:
        words = f"A statement of {sentences.speakers(statement)}, which carries others."
        return self._annotation(statement.iri, _body(words), self._at(statement.passages))

    def _account(self, statement: Statement, account: Account) -> Node:
        text = sentences.account(statement, account)
        passages = account.passages or statement.passages
        return self._annotation(account.iri, _body(text), self._at(passages))

    def _quotation(self, statement: Statement, quotation: Quotation) -> Node:
        words = f"In quotation marks, as words of {sentences.speakers(statement)}."
        target = self._at([quotation.span])
        quoted = {"type": "TextQuoteSelector", "exact": quotation.exact.text}
        target[0]["selector"] = [target[0]["selector"], quoted]
        return self._annotation(quotation.span.iri, _body(words), target)

    def _insertion(self, statement: Statement, span: Span) -> Node:
        words = f"Put into the quotation, not words of {sentences.speakers(statement)}."
        return self._annotation(span.iri, _body(words), self._at([span]))

    def _designation(self, statement: Statement, designation: Designation) -> Node:
        speakers, named = sentences.speakers(statement), designation.of.label
        words = f"Words of {speakers} for what is named “{named}” here."
        meant = {"type": "SpecificResource", "purpose": "identifying", "source": designation.of.iri}
        target = self._at([designation.span] if designation.span else [])
        return self._annotation(designation.iri, _body(words), target, meant)

    def _annotation(self, of: str, body: Node, target: list[Node], *more: Node) -> Node:
        """Return the annotation that stands for a part of the report."""
        linked = {"type": "SpecificResource", "purpose": "linking", "source": of}
        return {
            "id": f"{self._report}/annotations#{of.rpartition('#')[2]}",
            "type": "Annotation",
            "motivation": "identifying" if more else "describing",
            "body": [body, *more, linked],
            "target": target or self._report,
        }

    def _at(self, spans: Iterable[Span]) -> list[Node]:
        return [{"source": self._report, "selector": self._selector(span)} for span in spans]

    def _selector(self, span: Span) -> Node:
        place = {
            "id": span.iri,
            "type": "TextPositionSelector",
            "start": span.start,
            "end": span.end,
        }
        digest = self._digests.get(span.iri)
        return place | ({"rpt:digest": digest} if digest else {})


def _body(words: Text | str) -> Node:
    """Return a text about a passage; a plain one is in English."""
    text = words if isinstance(words, Text) else Text(words, "en")
    body = {"type": "TextualBody", "purpose": "describing", "format": "text/plain"}
    return body | {"value": text.text} | ({"language": text.language} if text.language else {})


def _passages(told: Iterable[Statement]) -> Iterator[str]:
    for statement in told:
        for span in _spans(statement):
            yield span.iri


def _spans(statement: Statement) -> Iterator[Span]:
    yield from statement.passages
    for account in statement.accounts:
        yield from account.passages
    for quotation in statement.quotations:
        yield from (quotation.span, *quotation.insertions)
    yield from (each.span for each in statement.designations if each.span)
