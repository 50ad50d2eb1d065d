"""Writes a selection of statements as a graph pattern of SPARQL."""

from collections.abc import Iterator
from typing import Final

from reportedly.attribution.model import Selection
from reportedly.questions import Parameter
from reportedly.terms import OA, PREFIXES, RPT

PROLOGUE: Final = f"""
PREFIX dcterms: <{PREFIXES["dcterms"]}>
PREFIX oa: <{OA}>
PREFIX owl: <{PREFIXES["owl"]}>
PREFIX rdfs: <{PREFIXES["rdfs"]}>
PREFIX rpt: <{RPT}>
PREFIX skos: <{PREFIXES["skos"]}>
"""
"""The prefixes that the patterns use."""

LOCATIONS: Final = "rpt:place|rpt:from|rpt:to|rpt:through|rpt:location"
"""How an account leads to places."""

SAME: Final = "(owl:sameAs|^owl:sameAs|skos:exactMatch|^skos:exactMatch)*"
"""How an event leads to those that are linked to it as the same, and to itself."""

ROLES: Final = "rpt:actor|rpt:target|rpt:beneficiary|rpt:participant"
"""How an account leads to those who have a role in it."""

_EXAMPLES: Final = {
    "source": "id:white-helmets",
    "event": "https://w3id.org/reportedly/report/syria-2024-12-02#e-strikes",
    "place": "id:aleppo",
    "kind": "kind:airstrike",
    "status": "kind:expected",
    "act": "kind:announce",
    "about": "id:syrian-arab-army",
    "through": "id:reuters",
    "report": "https://w3id.org/reportedly/report/syria-2024-12-02",
}
"""An example of what each part of a selection may be."""

_OF_STATEMENTS: Final = {
    "report": "?statement rpt:within+ %s .",
    "source": "?statement rpt:source %s .",
    "act": "?statement rpt:act %s .",
    "through": "?carrying rpt:source %s . ?statement rpt:within+ ?carrying .",
}
_OF_ACCOUNTS: Final = {
    "event": f"VALUES ?meant {{ %s }} ?meant {SAME} ?event . ?account rpt:ofEvent ?event .",
    "place": f"?place rpt:locatedIn* %s . ?account {LOCATIONS} ?place .",
    "kind": "?kind skos:broader* %s . ?account rpt:kind ?kind .",
    "status": "?account rpt:status %s .",
    "about": f"?account {ROLES} %s .",
}
_WORDS: Final = """
{ ?account rpt:gloss ?text FILTER(%(each)s) ?statement rpt:account ?account }
UNION { ?event a rpt:Event ; rdfs:label ?text FILTER(%(each)s)
  ?account rpt:ofEvent ?event . ?statement rpt:account ?account }
UNION { { SELECT DISTINCT ?speaker WHERE { [] rpt:source ?speaker } }
  ?speaker rdfs:label ?text FILTER(%(each)s) ?statement rpt:source ?speaker }
UNION { ?statement rpt:quotation/oa:exact ?text FILTER(%(each)s) }
"""
_SINCE: Final = """
{ ?account rpt:notAfter ?latest FILTER(?latest >= %s) }
UNION { ?account rpt:notBefore ?earliest FILTER NOT EXISTS { ?account rpt:notAfter ?bound } }
"""
_UNTIL: Final = """
{ ?account rpt:notBefore ?earliest FILTER(?earliest <= %s) }
UNION { ?account rpt:notAfter ?latest FILTER NOT EXISTS { ?account rpt:notBefore ?bound } }
"""
_SAID: Final = "?statement rpt:saidOn ?said ."
_LAST: Final = "T23:59:59"
"""The last moment of a day."""


def pattern(selection: Selection) -> str:
    """Return the pattern that binds `?statement`, and `?account` where accounts matter.

    It is empty where nothing is asked for. All that is asked of accounts is asked of one and the
    same account. Raises QueryError for a value that is not of its type.
    """
    return "\n".join(_conditions(selection))


def _conditions(selection: Selection) -> Iterator[str]:
    of_accounts = [*_iris(selection, _OF_ACCOUNTS), *_happened(selection)]
    yield from _iris(selection, _OF_STATEMENTS)
    yield from of_accounts
    if of_accounts:
        yield "?statement rpt:account ?account ."
    yield from _said(selection)
    yield from _words(selection.words)


def _iris(selection: Selection, patterns: dict[str, str]) -> Iterator[str]:
    for part, written in patterns.items():
        if iri := getattr(selection, part):
            known = Parameter(part, "iri", f"the IRI of a {part}", _EXAMPLES[part])
            yield written % known.term(iri)


def _happened(selection: Selection) -> Iterator[str]:
    """Yield the patterns for accounts of what may have happened then; a missing bound is open."""
    if selection.since:
        yield f"{{ SELECT ?account WHERE {{ {_SINCE % _moment(selection.since)} }} }}"
    if selection.until:
        yield f"{{ SELECT ?account WHERE {{ {_UNTIL % _moment(selection.until, _LAST)} }} }}"


def _said(selection: Selection) -> Iterator[str]:
    if selection.said_since or selection.said_until:
        yield _SAID
    if selection.said_since:
        yield f"FILTER(?said >= {_moment(selection.said_since)})"
    if selection.said_until:
        yield f"FILTER(?said <= {_moment(selection.said_until, _LAST)})"


def _words(words: str) -> Iterator[str]:
    """Yield the pattern that finds all of the words in one text, each as it is or inside others."""
    known = Parameter("words", "string", "words", "airstrike")
    each = [f"CONTAINS(LCASE(?text), LCASE({known.term(word)}))" for word in words.split()]
    if each:
        yield _WORDS % {"each": " && ".join(each)}


def _moment(day: str, end: str = "") -> str:
    known = Parameter("moment", "dateTime", "a day or a moment", "2024-12-02")
    return known.term(day if "T" in day else f"{day}{end}")
