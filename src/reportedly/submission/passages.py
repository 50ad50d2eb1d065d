"""Tells of passages that are not in the text as findings, beside those of the shapes."""

from typing import Final

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from reportedly import verification
from reportedly.terms import OA, RPT, SHAPE
from reportedly.validation import Outcome, outcome

_PASSAGE: Final = SHAPE["Text-passage"]
_WORDS: Final = SHAPE["Text-words"]
_WHOLE: Final = SHAPE["Text-whole"]

_MESSAGES: Final = {
    _PASSAGE: (
        (
            "The text does not have this passage at its place. Correct oa:start and oa:end, or"
            " what was taken from the text; every character counts, line ends too.",
            "en",
        ),
        (
            "Le texte n’a pas ce passage à cette place. Corrigez oa:start et oa:end, ou ce qui a"
            " été tiré du texte ; chaque caractère compte, fins de ligne comprises.",
            "fr",
        ),
        (
            "ليس هذا المقطع في موضعه من النص. صحّح oa:start و oa:end، أو ما أُخذ من النص؛ فكل حرف"
            " محسوب، ونهايات الأسطر كذلك.",
            "ar",
        ),
    ),
    _WORDS: (
        (
            "These words do not stand in the passage of the statement. Copy them from there,"
            " letter by letter.",
            "en",
        ),
        (
            "Ces mots ne figurent pas dans le passage de la déclaration. Recopiez-les de là,"
            " lettre par lettre.",
            "fr",
        ),
        ("ليست هذه الكلمات في مقطع التصريح. انسخها منه حرفاً حرفاً.", "ar"),
    ),
    _WHOLE: (
        (
            "Every passage agrees, but elsewhere the text differs from the one that the report"
            " was made from. Check rpt:digest and rpt:length.",
            "en",
        ),
        (
            "Chaque passage concorde, mais le texte diffère ailleurs de celui dont l’article a"
            " été tiré. Vérifiez rpt:digest et rpt:length.",
            "fr",
        ),
        (
            "كل المقاطع متفقة، لكن النص يختلف في موضع آخر عن الذي أُخذ منه التقرير. راجع rpt:digest"
            " و rpt:length.",
            "ar",
        ),
    ),
}
"""The message of each check in each language; the checks have names as shapes have."""


def compared(found: Outcome, graph: Graph, text: str) -> Outcome:
    """Return an outcome together with what comparing a report’s passages with a text finds.

    `found` must conform, so that each passage has a position. Raises ReportError if there is no
    passage.
    """
    verified = verification.verify(graph, text)
    report = Graph(namespace_manager=found.report.namespace_manager) + found.report
    for passage in verified.differing:
        path = OA.start if passage.words is None else OA.exact
        _add(report, _PASSAGE, SH.Violation, passage.iri, path, graph.value(passage.iri, path))
    for subject, words in verified.strange:
        value = next(each for each in graph.objects(subject) if str(each) == words)
        _add(report, _WORDS, SH.Violation, subject, next(graph.predicates(subject, value)), value)
    if verified.agrees and not verified.same_text:
        digest = graph.value(verified.report, RPT.digest)
        _add(report, _WHOLE, SH.Warning, verified.report, RPT.digest, digest)
    return outcome.read(report)


def _add(
    report: Graph, shape: URIRef, severity: URIRef, focus: Node, path: Node, value: Node | None
) -> None:
    """Add a result to a report: https://www.w3.org/TR/shacl/#results."""
    root = next(report.subjects(SH.conforms))
    result = BNode()
    report.add((root, SH.result, result))
    for predicate, term in (
        (RDF.type, SH.ValidationResult),
        (SH.resultSeverity, severity),
        (SH.focusNode, focus),
        (SH.resultPath, path),
        (SH.value, value),
        (SH.sourceConstraintComponent, shape),
        (SH.sourceShape, shape),
        *((SH.resultMessage, Literal(*message)) for message in _MESSAGES[shape]),
    ):
        if term is not None:
            report.add((result, predicate, term))
    if severity == SH.Violation:
        report.set((root, SH.conforms, Literal(False)))
