"""Guesses which term was meant where one is misspelt."""

from difflib import get_close_matches
from functools import cache

from rdflib import URIRef

from reportedly.terms import ID, KIND, RPT
from reportedly.validation import background
from reportedly.validation.outcome import Finding


def meant(finding: Finding) -> URIRef | None:
    """Return the term, concept, shared actor or place that was probably meant, if one is close.

    Only names in our own namespaces that are not defined there count as misspelt.
    """
    nodes = (finding.path, finding.value, finding.focus)
    guesses = (_closest(str(node)) for node in nodes if isinstance(node, URIRef))
    return next(filter(None, guesses), None)


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
