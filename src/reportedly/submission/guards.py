"""What a stranger may not submit, though RDF can say it: refused before anything is made of it.

Every check is linear in the length of the document.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final, NamedTuple, TypeAlias

import pyoxigraph as ox
from rdflib.namespace import OWL, RDF, RDFS, SH, XSD

from reportedly.terms import REPORTS, RPT

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Objection: TypeAlias = tuple[str, str]
"""What is wrong, and how to mend it."""


class Fault(NamedTuple):
    """Why triples are refused and how to mend it.

    `triple` is the number of the triple at fault, from 0, and `term` that of its term; a fault of
    the whole has neither.
    """

    reason: str
    hint: str
    triple: int | None = None
    term: int = 0


MOST_TRIPLES: Final = 50_000
"""How many triples a report may have."""

_TOO_MANY: Final = (
    f"The document has more than {MOST_TRIPLES:,} triples.",
    "Send one report at a time.",
)
_LONGEST_IRI: Final = 2_000
_LONGEST_LITERAL: Final = 100_000
_LONGEST_NUMBER: Final = 100
_LONGEST_SLUG: Final = 100

_TYPE: Final = ox.NamedNode(str(RDF.type))
_REPORT: Final = ox.NamedNode(str(RPT.Report))
_SCHEMAS: Final = tuple(map(str, (RDF, RDFS, OWL, SH)))
_NO_SCHEMA: Final = {str(term) for term in (RDF.type, RDFS.label, RDFS.seeAlso, OWL.sameAs)}
_XSD: Final = str(XSD)
_TEXTS: Final = {str(XSD.string), str(RDF.langString)}

SLUG: Final = re.compile(r"[a-z0-9]++(?:-[a-z0-9]++)*+")
"""What follows in the IRI of a report: words of small letters and digits, joined by hyphens."""

_IRI: Final = re.compile(r"(?:https?|urn):[^\s\x00-\x1f\x7f-\x9f<>\"{}|\\^`]++", re.IGNORECASE)
_DIRECTIONS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")

_DIRECTION: Final = (
    "There is a character that changes the direction of writing, which can hide what is said.",
    "Remove the characters U+202A to U+202E and U+2066 to U+2069; letters bring their own"
    " direction.",
)


def the_report(triples: Iterable[ox.Triple]) -> tuple[str, str] | Fault:
    """Return the IRI and the slug of the one report that is described, or why there is none."""
    typed = [
        (number, each.subject)
        for number, each in enumerate(triples)
        if each.predicate == _TYPE and each.object == _REPORT
    ]
    reports = list(dict.fromkeys(subject for _, subject in typed))
    if len(reports) != 1:
        number = next((n for n, subject in typed if subject != reports[0]), None)
        return Fault(
            f"The document describes {len(reports) or 'no'} reports; one is needed.",
            f"Say of one resource that it is an rpt:Report: <{REPORTS}your-slug> a rpt:Report .",
            number,
        )
    iri = getattr(reports[0], "value", "")
    slug = iri.removeprefix(REPORTS)
    if slug == iri or not SLUG.fullmatch(slug) or len(slug) > _LONGEST_SLUG:
        return Fault(
            "The IRI of the report is not of the form that reports have here.",
            f"Write {REPORTS} and then a slug of at most {_LONGEST_SLUG} characters: small letters"
            " a–z and digits in words that are joined by single hyphens.",
            typed[0][0],
        )
    return iri, slug


def first_fault(triples: Sequence[ox.Triple], report: str) -> Fault | None:
    """Return the first triple that may not be submitted with a report, if there is one."""
    if len(triples) > MOST_TRIPLES:
        return Fault(*_TOO_MANY)
    every = range(len(triples))
    typed = [number for number in every if triples[number].predicate == _TYPE]
    faults = (
        _first(every, [each.subject for each in triples], partial(_subject, report=report), 0),
        _first(every, [each.predicate for each in triples], _predicate, 1),
        _first(every, [each.object for each in triples], _object, 2),
        _first(typed, [triples[number].object for number in typed], _class, 2),
    )
    return min(filter(None, faults), key=lambda fault: (fault.triple, fault.term), default=None)


def _first(
    numbers: Sequence[int],
    terms: Sequence[Term],
    check: Callable[[Term], Objection | None],
    place: int,
) -> Fault | None:
    """Return the fault of the first of some terms that has one; `numbers` are of their triples."""
    for term in dict.fromkeys(terms):
        if objection := check(term):
            return Fault(*objection, numbers[terms.index(term)], place)
    return None


def _subject(term: Term, *, report: str) -> Objection | None:
    if not isinstance(term, ox.NamedNode):
        return _no_iri(term)
    if term.value.partition("#")[0] == report and term.value[-1] != "#":
        return _iri(term.value)
    return (
        f"{_shown(term.value)} is not part of the report <{report}>.",
        "Say only what your report says: its subjects are the report’s IRI, and that IRI with # and"
        " a name. Shared actors and places, and other reports, are described elsewhere.",
    )


def _predicate(term: Term) -> Objection | None:
    iri = getattr(term, "value", "")
    if iri.startswith(_SCHEMAS) and iri not in _NO_SCHEMA:
        return (
            f"{_shown(iri)} defines terms or shapes, which is not for a report to do.",
            "Remove it. Of RDF, RDFS and OWL a report needs rdf:type, rdfs:label, rdfs:seeAlso and"
            " owl:sameAs.",
        )
    return _iri(iri)


def _class(term: Term) -> Objection | None:
    if isinstance(term, ox.NamedNode) and term.value.startswith(str(RPT)):
        return None
    return (
        f"{_shown(str(getattr(term, 'value', term)))} is not a class of this model.",
        "Use a class such as rpt:Statement, or remove the type: what a source says that something"
        " is goes into an rpt:Account.",
    )


def _object(term: Term) -> Objection | None:
    if isinstance(term, ox.NamedNode):
        return _iri(term.value)
    return _literal(term) if isinstance(term, ox.Literal) else _no_iri(term)


def _no_iri(term: Term) -> Objection | None:
    match term:
        case ox.BlankNode():
            return "A blank node can be neither cited nor linked to.", "Give it an IRI."
        case ox.Triple():
            return "Triple terms of RDF 1.2 are not read here.", "Use an rpt:Account."
    return None


def _iri(iri: str) -> Objection | None:
    if len(iri) > _LONGEST_IRI:
        return (
            f"This IRI is {len(iri):,} characters long: {_shown(iri)}.",
            f"Use one of at most {_LONGEST_IRI:,}.",
        )
    if _DIRECTIONS.search(iri):
        return _DIRECTION
    if not _IRI.fullmatch(iri):
        return (
            f"{_shown(iri)} is not an IRI that is read here.",
            "Write an IRI in full that starts with http:, https: or urn:, without spaces.",
        )
    return None


def _literal(literal: ox.Literal) -> Objection | None:
    value, datatype = literal.value, literal.datatype.value
    if datatype not in _TEXTS and not datatype.startswith(_XSD):
        return (
            f"Literals of type {_shown(datatype)} are not read here.",
            "Write plain text, text with a language, or a literal of a type of XML Schema.",
        )
    if datatype not in _TEXTS and len(value) > _LONGEST_NUMBER:
        return (
            f"This value is {len(value):,} characters long.",
            f"Write numbers, times and the like with at most {_LONGEST_NUMBER}.",
        )
    if len(value) > _LONGEST_LITERAL:
        return (
            f"This text is {len(value):,} characters long.",
            f"Write at most {_LONGEST_LITERAL:,}; a report needs no running text.",
        )
    return _characters(value)


def _characters(value: str) -> Objection | None:
    if not value.isascii() and _DIRECTIONS.search(value):
        return _DIRECTION
    if found := _CONTROLS.search(value):
        return f"The text has the control character U+{ord(found[0]):04X}.", "Remove it."
    return None


def _shown(iri: str) -> str:
    return f"<{iri}>" if len(iri) <= 100 else f"<{iri[:100]}…>"
