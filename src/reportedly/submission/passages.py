"""Tells of passages that are not in the text as findings, beside those of the shapes."""

from typing import Final

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from reportedly import verification
from reportedly.terms import OA, RPT, SHAPE
from reportedly.validation import Outcome, outcome
from reportedly.verification import Passage, digest_of

_PASSAGE: Final = SHAPE["Text-passage"]
_END: Final = SHAPE["Text-end"]
_WORDS: Final = SHAPE["Text-words"]
_WHOLE: Final = SHAPE["Text-whole"]
_LENGTH: Final = SHAPE["Text-length"]

_MESSAGES: Final = {
    _PASSAGE: (
        (
            "The text does not have this passage at its place: characters {start} to {end} have"
            " the SHA-256 {digest}. Correct oa:start and oa:end, which count every character, line"
            " ends too, or rpt:digest.",
            "en",
        ),
        (
            "Le texte n’a pas ce passage à cette place : les caractères {start} à {end} ont le"
            " SHA-256 {digest}. Corrigez oa:start et oa:end, qui comptent chaque caractère, fins"
            " de ligne comprises, ou rpt:digest.",
            "fr",
        ),
        (
            "ليس هذا المقطع في موضعه من النص: فللحروف من {start} إلى {end} بصمة SHA-256 هي"
            " {digest}. صحّح oa:start و oa:end، وهما يعدّان كل حرف ونهايات الأسطر كذلك، أو صحّح"
            " rpt:digest.",
            "ar",
        ),
    ),
    _END: (
        (
            "The passage goes beyond the end of the text: oa:end is {end}, the text has {length}"
            " characters. Correct oa:start and oa:end.",
            "en",
        ),
        (
            "Le passage dépasse la fin du texte : oa:end vaut {end}, le texte a {length}"
            " caractères. Corrigez oa:start et oa:end.",
            "fr",
        ),
        (
            "يتجاوز المقطع نهاية النص: قيمة oa:end هي {end} وعدد حروف النص {length}. صحّح oa:start"
            " و oa:end.",
            "ar",
        ),
    ),
    _WORDS: (
        (
            "These words do not stand in their passage of the text. Copy them from there, letter"
            " by letter.",
            "en",
        ),
        (
            "Ces mots ne figurent pas dans leur passage du texte. Recopiez-les de là, lettre par"
            " lettre.",
            "fr",
        ),
        ("ليست هذه الكلمات في مقطعها من النص. انسخها منه حرفاً حرفاً.", "ar"),
    ),
    _LENGTH: (
        ("rpt:length is {given}, the text has {length} characters. Write {length}.", "en"),
        ("rpt:length vaut {given}, le texte a {length} caractères. Écrivez {length}.", "fr"),
        ("قيمة rpt:length هي {given} وعدد حروف النص {length}. اكتب {length}.", "ar"),
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
        shape, path = _fault(passage, text)
        value = graph.value(passage.iri, path)
        told = _numbers(passage, text)
        _add(report, shape, SH.Violation, passage.iri, path, value, **told)
    for subject, words in verified.strange:
        value = next(each for each in graph.objects(subject) if str(each) == words)
        _add(report, _WORDS, SH.Violation, subject, next(graph.predicates(subject, value)), value)
    if (given := verified.miscounted) is not None:
        told = {"given": given, "length": len(text)}
        _add(report, _LENGTH, SH.Violation, verified.report, RPT.length, given, **told)
    if verified.agrees and not verified.same_text:
        digest = graph.value(verified.report, RPT.digest)
        _add(report, _WHOLE, SH.Warning, verified.report, RPT.digest, digest)
    return outcome.read(report)


def _fault(passage: Passage, text: str) -> tuple[URIRef, URIRef]:
    """Return which check a passage fails, and the property to look at."""
    if passage.end > len(text):
        return _END, OA.end
    if digest_of(text[passage.start : passage.end]) == passage.digest:
        return _WORDS, OA.exact
    return _PASSAGE, OA.start if passage.words is None else OA.exact


def _numbers(passage: Passage, text: str) -> dict[str, object]:
    stretch = text[passage.start : passage.end]
    return {
        "start": passage.start,
        "end": passage.end,
        "digest": digest_of(stretch),
        "length": len(text),
    }


def _add(
    report: Graph,
    shape: URIRef,
    severity: URIRef,
    focus: Node,
    path: Node,
    value: Node | None,
    **told: object,
) -> None:
    """Add a result to a report, `told` in its message: https://www.w3.org/TR/shacl/#results."""
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
        *(
            (SH.resultMessage, Literal(words.format(**told), language))
            for words, language in _MESSAGES[shape]
        ),
    ):
        if term is not None:
            report.add((result, predicate, term))
    if severity == SH.Violation:
        report.set((root, SH.conforms, Literal(False)))
