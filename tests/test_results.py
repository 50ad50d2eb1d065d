import pyoxigraph as ox
import pytest

from reportedly import lookup
from reportedly.engine.embedded import Embedded
from reportedly.errors import QueryError
from reportedly.results import Cell, Table, read, shorten

EX = "http://example.org/"


def results(query: str) -> Table | bool:
    answered = ox.Store().query(query)
    assert not isinstance(answered, ox.QueryTriples)
    return read(answered.serialize(format=ox.QueryResultsFormat.JSON) or b"")


def test_solutions_keep_their_terms_and_gaps() -> None:
    rows = "(0 'x'@en) (<a:a> UNDEF)"
    assert results(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {rows} }} }}") == Table(
        ("a", "b"),
        (
            (
                Cell("literal", "0", datatype="http://www.w3.org/2001/XMLSchema#integer"),
                Cell("literal", "x", language="en"),
            ),
            (Cell("uri", "a:a"), None),
        ),
    )


def test_a_triple_term_is_read_as_its_parts() -> None:
    table = results("SELECT ?t { BIND(<<( <a:a> <a:b> 1 )>> AS ?t) }")
    assert isinstance(table, Table)
    assert table.rows == ((Cell("triple", "a:a a:b 1"),),)


@pytest.mark.parametrize("verdict", [True, False])
def test_a_verdict_is_a_boolean(verdict: bool) -> None:
    assert results(f"ASK {{ FILTER({str(verdict).lower()}) }}") is verdict


@pytest.mark.parametrize(
    ("datatype", "number"), [("integer", True), ("decimal", True), ("string", False), ("", False)]
)
def test_numbers_are_known_by_their_type(datatype: str, number: bool) -> None:
    assert Cell("literal", "1", datatype=f"http://x#{datatype}").is_number is number


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("https://w3id.org/reportedly/ns#act", "rpt:act"),
        ("https://w3id.org/reportedly/id/reuters", "id:reuters"),
        ("https://w3id.org/reportedly/kind/", "https://w3id.org/reportedly/kind/"),
        ("https://w3id.org/reportedly/report/syria-2024-12-02#s04", "syria-2024-12-02#s04"),
        ("http://example.org/a", "http://example.org/a"),
    ],
)
def test_iris_are_shortened(iri: str, short: str) -> None:
    assert shorten(iri) == short


def test_labels_are_looked_up_in_english() -> None:
    engine = Embedded.in_memory()
    document = f"""
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        <{EX}a> rdfs:label "Ah"@en , "À"@fr . <{EX}b> skos:prefLabel "Bee" .
        <{EX}c> rdfs:label "C"@fr .
    """
    engine.replace(EX + "g", document.encode(), "text/turtle")
    assert lookup.labels(engine, [EX + name for name in "abcd"]) == {
        EX + "a": "Ah",
        EX + "b": "Bee",
    }
    assert lookup.labels(engine, []) == {}


def test_only_select_has_solutions() -> None:
    with pytest.raises(QueryError, match="no solutions"):
        lookup.solutions(Embedded.in_memory(), "ASK {}")
