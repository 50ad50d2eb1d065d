"""A writer of Turtle for triples whose terms are Turtle already: `rpt:kind`, `:s01`, `"x"@en`.

It writes what `rdf.canonical_turtle` makes of the same graph, without building the graph.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Final, TypeAlias

import pyoxigraph as ox

from reportedly.terms import PREFIXES

Triple: TypeAlias = tuple[str, str, str]

_FIRST: Final = ("a", "dcterms:title", "rdfs:label", "rpt:gloss")
_LANGUAGES: Final = ("en", "fr", "ar")
_PREFIX: Final = re.compile(r"(?:^|\^\^)([a-z]*):")


def text(words: str, language: str = "en") -> str:
    """Return the term of words in a language; they hold no quotation mark and no backslash."""
    return f'"{words}"@{language}'


def moment(day: date, time: str = "00:00:00") -> str:
    """Return the term of a time of a day."""
    return f'"{day}T{time}"^^xsd:dateTime'


def document(triples: Iterable[Triple], base: str = "") -> str:
    """Return the Turtle document of some triples, no two of them alike.

    `base` is what the empty prefix stands for. See https://www.w3.org/TR/turtle/.
    """
    subjects: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    terms: set[str] = set()
    for triple in triples:
        subject, predicate, value = triple
        subjects[subject][predicate].append(value)
        terms.update(triple)
    blocks = (_block(subject, subjects[subject]) for subject in sorted(subjects, key=_rank))
    return "\n\n".join((_prefixes(terms, base), *blocks)) + "\n"


def nquads(turtle: str, graph: str) -> bytes:
    """Return a Turtle document as N-Quads, every triple in the graph of that IRI.

    See https://www.w3.org/TR/n-quads/.
    """
    name = ox.NamedNode(graph)
    triples = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    quads = (ox.Quad(each.subject, each.predicate, each.object, name) for each in triples)
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def _prefixes(terms: Iterable[str], base: str) -> str:
    namespaces = PREFIXES | {"": base}
    used = {match[1] for term in terms if (match := _PREFIX.search(term))}
    return "\n".join(f"PREFIX {prefix}: <{namespaces[prefix]}>" for prefix in sorted(used))


def _rank(subject: str) -> tuple[bool, str]:
    """Put the report, whose IRI is written in full, before its parts."""
    return not subject.startswith("<"), subject


def _block(subject: str, description: dict[str, list[str]]) -> str:
    predicates = sorted(description, key=_place)
    lines = " ;\n".join(f"    {each}{_objects(description[each])}" for each in predicates)
    return f"{subject}\n{lines} ."


@cache
def _place(predicate: str) -> tuple[int, str]:
    if predicate in _FIRST:
        return _FIRST.index(predicate), ""
    prefix, _, name = predicate.partition(":")
    return len(_FIRST), PREFIXES[prefix] + name


def _objects(terms: list[str]) -> str:
    if len(terms) == 1:
        return f" {terms[0]}"
    return " ,".join(f"\n        {term}" for term in sorted(terms, key=_language))


def _language(term: str) -> tuple[int, str]:
    language = term.rpartition("@")[2]
    return _LANGUAGES.index(language) if language in _LANGUAGES else len(_LANGUAGES), term
