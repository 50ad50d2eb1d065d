"""Guesses what was meant where a name leads nowhere."""

import re
from collections.abc import Collection
from dataclasses import replace
from difflib import get_close_matches
from functools import cache, lru_cache
from itertools import chain
from typing import Final

from rdflib import URIRef
from rdflib.namespace import SH, SKOS
from rdflib.term import Node

from reportedly.terms import BASE, ID, KIND, RPT
from reportedly.validation import background
from reportedly.validation.outcome import Finding, Lack, Outcome

_CLOSE: Final = 0.6
_VERY_CLOSE: Final = 0.8
"""How alike two names must be, from 0 to 1, as `difflib` measures it."""


def meant(finding: Finding) -> URIRef | None:
    """Return the term, concept, shared actor or place that was probably meant, if one is close.

    Where the shape asks for a concept of one scheme, or its class has certain properties, those
    come first. Else only names in our own namespaces that are not defined there count as misspelt.
    """
    if (scheme := _scheme(finding.shape)) is not None:
        return _of_scheme(finding.value, scheme) if isinstance(finding.value, URIRef) else None
    if finding.component == SH.ClosedConstraintComponent and isinstance(finding.path, URIRef):
        return _of_class(finding.path, finding.shape)
    nodes = (finding.path, finding.value, finding.focus)
    guesses = (_closest(str(node)) for node in nodes if isinstance(node, URIRef))
    return next(filter(None, guesses), None)


@cache
def _scheme(shape: Node) -> Node | None:
    """Return the scheme that a shape asks a concept to be of."""
    shapes = background.shapes()
    asked = (shapes.objects(node, SH.property) for node in shapes.objects(shape, SH.node))
    return next(
        (
            shapes.value(each, SH.hasValue)
            for each in chain.from_iterable(asked)
            if shapes.value(each, SH.path) == SKOS.inScheme
        ),
        None,
    )


@lru_cache(maxsize=10_000)
def _of_scheme(value: URIRef, scheme: Node) -> URIRef | None:
    concepts = sorted(map(str, background.vocabulary().subjects(SKOS.inScheme, scheme)))
    names = [each.removeprefix(KIND) for each in concepts]
    close = get_close_matches(value.removeprefix(KIND), names, n=1)
    return KIND[close[0]] if close and value.startswith(KIND) else None


@lru_cache(maxsize=10_000)
def _of_class(path: URIRef, shape: Node) -> URIRef | None:
    """Return a property of the class by the same name, or a close one, or a very close other."""
    shapes = background.shapes()
    if (path, None, None) in background.vocabulary():
        return None
    paths = {shapes.value(each, SH.path) for each in shapes.objects(shape, SH.property)}
    own = {_local(each): each for each in sorted(p for p in paths if isinstance(p, URIRef))}
    close = get_close_matches(_local(path), own, n=1, cutoff=_CLOSE)
    return own[close[0]] if close else _closest(str(path), _VERY_CLOSE)


def _local(iri: URIRef) -> str:
    return re.split("[#/]", iri)[-1]


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
def _closest(iri: str, cutoff: float = _CLOSE) -> URIRef | None:
    for namespace in (RPT, KIND, ID):
        name = iri.removeprefix(namespace)
        if name != iri and name not in _names(namespace):
            close = get_close_matches(name, _names(namespace), n=1, cutoff=cutoff)
            return URIRef(namespace + close[0]) if close else None
    return None


@cache
def _names(namespace: str) -> tuple[str, ...]:
    subjects = {str(subject) for subject in background.vocabulary().subjects()}
    return tuple(sorted(s.removeprefix(namespace) for s in subjects if s.startswith(namespace)))
