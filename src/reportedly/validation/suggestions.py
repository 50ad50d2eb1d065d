"""Guesses what was meant where a name leads nowhere."""

from collections.abc import Collection
from dataclasses import replace
from difflib import get_close_matches
from functools import cache, lru_cache

from rdflib import URIRef
from rdflib.namespace import SH

from reportedly.terms import BASE, ID, KIND, RPT
from reportedly.validation import background
from reportedly.validation.outcome import Finding, Outcome


def meant(finding: Finding) -> URIRef | None:
    """Return the term, concept, shared actor or place that was probably meant, if one is close.

    Only names in our own namespaces that are not defined there count as misspelt.
    """
    nodes = (finding.path, finding.value, finding.focus)
    guesses = (_closest(str(node)) for node in nodes if isinstance(node, URIRef))
    return next(filter(None, guesses), None)


def mark_dangling(outcome: Outcome, described: Collection[str]) -> Outcome:
    """Return an outcome in which values that lead nowhere are known as such.

    `described` are the IRIs that the data describes, beside those in the vocabulary.
    """
    findings = (replace(each, dangling=_is_dangling(each, described)) for each in outcome.findings)
    return replace(outcome, findings=tuple(findings))


def _is_dangling(finding: Finding, described: Collection[str]) -> bool:
    """Say so, unless it is the property that is wrong."""
    value = finding.value
    return (
        isinstance(value, URIRef)
        and value.startswith(BASE)
        and finding.component != SH.ClosedConstraintComponent
        and str(value) not in described
        and (value, None, None) not in background.vocabulary()
    )


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
