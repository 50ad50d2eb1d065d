"""A description that breaks the vocabulary's rules is found out."""

import pytest
from pyoxigraph import RdfFormat, parse

from .nodes import PREFIXES, indexed
from .service_schema import faults

GOOD = """
[] a sd:Service ; sd:endpoint <http://example.org/sparql> ;
    sd:supportedLanguage sd:SPARQL11Query ; sd:feature sd:UnionDefaultGraph ;
    sd:defaultDataset [
        a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ;
        sd:namedGraph [ a sd:NamedGraph ; sd:name <http://example.org/g> ; sd:graph [ ] ]
    ] .
"""


def faults_in(text: str) -> list[str]:
    return faults(indexed(parse(f"PREFIX sd: <{PREFIXES['sd']}> {text}", RdfFormat.TURTLE)))


def test_a_good_description_has_no_faults() -> None:
    assert faults_in(GOOD) == []


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("a sd:Service ;", ""),
        ("sd:endpoint <http://example.org/sparql> ;", ""),
        ("<http://example.org/sparql>", '"http://example.org/sparql"'),
        ("<http://example.org/sparql>", "<http://example.org/a> , <http://example.org/b>"),
        ("sd:feature sd:UnionDefaultGraph", "sd:feature sd:SPARQL11Update"),
        ("sd:SPARQL11Query", "sd:SPARQL99Query"),
        ("sd:supportedLanguage", "sd:language"),
        ("a sd:NamedGraph", "a sd:Graph"),
        ("sd:name <http://example.org/g> ;", ""),
        ("sd:graph [ ]", 'sd:graph "a graph"'),
    ],
)
def test_a_fault_is_found(written: str, instead: str) -> None:
    assert faults_in(GOOD.replace(written, instead))
