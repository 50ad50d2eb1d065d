"""The words of the ontology and the words of data, shapes and queries are the same words."""

import re
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.namespace import OWL, RDF, SKOS
from rdflib.term import Node

from reportedly import resources
from reportedly.terms import KIND, RPT

FILES = sorted(
    [
        *resources.data().rglob("*.ttl"),
        *resources.data().rglob("*.rq"),
        *resources.shapes().rglob("*.ttl"),
    ]
)
COMMENT_OR_STRING = re.compile(r'#(?!["\w]).*|"(?:[^"\\\n]|\\.)*"@\w+')
TERM = re.compile(r"\brpt:(\w+)")
CONCEPT = re.compile(r"\bkind:([a-z][\w-]*\w)")


def words(file: Path, pattern: re.Pattern[str]) -> set[str]:
    """Return the local names that a file uses, in SPARQL inside shapes too."""
    return set(pattern.findall(COMMENT_OR_STRING.sub("", file.read_text("utf-8"))))


def terms(vocabulary: Graph) -> set[str]:
    types = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    return names(RPT, {term for each in types for term in vocabulary.subjects(RDF.type, each)})


def concepts(vocabulary: Graph) -> set[str]:
    types = (SKOS.Concept, SKOS.ConceptScheme)
    return names(KIND, {term for each in types for term in vocabulary.subjects(RDF.type, each)})


def names(namespace: str, nodes: set[Node]) -> set[str]:
    ours = {str(node) for node in nodes if str(node).startswith(namespace)}
    return {each.removeprefix(namespace) for each in ours}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_terms_and_concepts_that_are_used_exist(file: Path, vocabulary: Graph) -> None:
    assert words(file, TERM) <= terms(vocabulary)
    assert words(file, CONCEPT) <= concepts(vocabulary)


def test_every_term_is_used_in_the_shapes(vocabulary: Graph) -> None:
    used = set().union(*(words(file, TERM) for file in (resources.shapes() / "data").glob("*.ttl")))
    assert terms(vocabulary) == used


def test_the_words_of_a_file_are_found(tmp_path: Path) -> None:
    file = tmp_path / "query.rq"
    file.write_text("# rpt:no\nSELECT * { ?a rpt:kind/skos:broader* kind:own-voice } # kind:no")
    assert (words(file, TERM), words(file, CONCEPT)) == ({"kind"}, {"own-voice"})
