"""Guesses what was meant where a name leads nowhere."""

from collections.abc import Collection
from dataclasses import replace
from difflib import get_close_matches
from functools import cache, lru_cache

from rdflib import URIRef
from rdflib.namespace import SH

from reportedly.terms import BASE, ID, KIND, RPT
from reportedly.validation import background
from reportedly.validation.outcome import Finding, Lack, Outcome


def meant(finding: Finding) -> URIRef | None:
    """Return the term, concept, shared actor or place that was probably meant, if one is close.

    Only names in our own namespaces that are not defined there count as misspelt.
    """
    nodes = (finding.path, finding.value, finding.focus)
    guesses = (_closest(str(node)) for node in nodes if isinstance(node, URIRef))
    return next(filter(None, guesses), None)


def mark_lacks(outcome: Outcome, described: Collection[str], typed: Collection[str]) -> Outcome:
    """Return an outcome in which it is noted of values what they lack.

    `described` are the IRIs that the data describes, beside those in the vocabulary; `typed` are
    those of them that have a class.
    """
    findings = (replace(each, lack=_lack(each, described, typed)) for each in outcome.findings)
    return replace(outcome, findings=tuple(findings))


def _lack(finding: Finding, described: Collection[str], typed: Collection[str]) -> Lack | None:
    """Return what the value lacks, unless it is the property that is wrong."""
    value = finding.value
    if not isinstance(value, URIRef) or not value.startswith(BASE) or str(value) in typed:
        return None
    if finding.component == SH.ClosedConstraintComponent:
        return None
    if (value, None, None) in background.vocabulary():
        return None
    return Lack.CLASS if str(value) in described else Lack.DESCRIPTION


@lru_cache(maxsize=10_000)
def _closest(iri: str) -> URIRef | None:
    for namespace in (RPT, KIND, ID):
        name = iri.removeprefix(namespace)
        if name != iri and name not in _names(namespace):
            close = get_close_matches(name, _names(namespace), n=1)
            return URIRef(namespace + close[0]) if close else None
    return None


@cache
def _names(namespace: str) -> tuple[str, ...]:
    subjects = {str(subject) for subject in background.vocabulary().subjects()}
    return tuple(sorted(s.removeprefix(namespace) for s in subjects if s.startswith(namespace)))
