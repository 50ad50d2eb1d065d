"""Every format says the same, and loses none of the values that are easily lost."""

import json
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic

from reportedly.engine.embedded import Embedded
from reportedly.engine.port import Query
from reportedly.errors import QueryError
from reportedly.media import GRAPH_FORMATS, RDF_XML, RESULT_FORMATS, Format

EX = "http://example.org/"
SMALL = "0 0.0 0e0 false '' '0' ' ' 'a,\"b\"\\n\\tc' 'é'@fr <http://example.org/é>"
SELECT = f"SELECT ?v ?none {{ VALUES ?v {{ {SMALL} }} }}"
CONSTRUCT = f"CONSTRUCT {{ <{EX}s> <{EX}p> ?v }} {{ VALUES ?v {{ {SMALL} }} }}"


def answer(query: str, form: Format) -> bytes:
    result = Embedded.in_memory().evaluate(Query(query, form.media_type))
    assert result.media_type == form.media_type
    return result.body


@pytest.fixture(scope="module")
def expected() -> list[object]:
    results = ox.Store().query(SELECT)
    assert isinstance(results, ox.QuerySolutions)
    return [solution["v"] for solution in results]


@pytest.mark.parametrize("media_type", ["json", "xml", "tsv"])
def test_solutions_survive(media_type: str, expected: list[object]) -> None:
    form = next(form for form in RESULT_FORMATS if form.name == media_type)
    parsed = ox.parse_query_results(
        answer(SELECT, form), ox.QueryResultsFormat.from_media_type(form.media_type)
    )
    assert isinstance(parsed, ox.QuerySolutions)
    assert [variable.value for variable in parsed.variables] == ["v", "none"]
    assert [solution["v"] for solution in parsed] == expected


def test_xml_is_read_alike_by_another_reader() -> None:
    tree = ElementTree.fromstring(answer(SELECT, RESULT_FORMATS[1]))
    found = ["".join(binding.itertext()) for binding in tree.iter() if "binding" in binding.tag]
    assert found[:7] == ["0", "0", "0", "false", "", "0", " "]


def test_csv_has_the_values_without_types() -> None:
    lines = answer(SELECT, RESULT_FORMATS[2]).decode().split("\r\n")
    assert lines[:7] == ["v,none", "0,", "0,", "0,", "false,", ",", "0,"]
    assert '"a,""b""\n\tc",' in lines


@pytest.mark.parametrize(("query", "verdict"), [("ASK {}", "true"), ("ASK { ?s ?p 1 }", "false")])
@pytest.mark.parametrize("form", RESULT_FORMATS, ids=lambda form: form.name)
def test_a_verdict_is_in_every_format(query: str, verdict: str, form: Format) -> None:
    assert verdict.encode() in answer(query, form)


@pytest.mark.parametrize("form", GRAPH_FORMATS, ids=lambda form: form.name)
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_graphs_survive(form: Format) -> None:
    expected = Graph()
    for solution in json.loads(answer(SELECT, RESULT_FORMATS[0]))["results"]["bindings"]:
        value = solution["v"]
        term = (
            URIRef(value["value"])
            if value["type"] == "uri"
            else Literal(value["value"], lang=value.get("xml:lang"), datatype=value.get("datatype"))
        )
        expected.add((URIRef(EX + "s"), URIRef(EX + "p"), term))
    reader = "turtle" if form.name == "trig" else form.media_type
    found = Graph().parse(data=answer(CONSTRUCT, form), format=reader)
    assert isomorphic(found, expected)


@pytest.mark.parametrize(
    "form", [form for form in GRAPH_FORMATS if form.name in ("turtle", "trig")]
)
def test_turtle_is_the_same_each_time_and_uses_our_prefixes(form: Format) -> None:
    query = "CONSTRUCT { <https://w3id.org/reportedly/ns#act> a <http://example.org/x> } {}"
    bodies = {answer(query, form) for _ in range(8)}
    assert len(bodies) == 1
    assert b"\nrpt:act a " in bodies.pop()


@pytest.mark.parametrize("tail", ["", "1", "a/", "a#", "a?b=1/"])
def test_a_property_that_xml_can_not_name_is_refused(tail: str) -> None:
    query = f"CONSTRUCT {{ <{EX}s> <{EX}{tail}> 1 }} {{}}"
    with pytest.raises(QueryError, match="can’t express the property"):
        answer(query, RDF_XML)


@pytest.mark.parametrize("tail", ["a", "a-1", "1a", "é", "a.b", "x?b=c", "%2F"])
def test_a_property_that_xml_can_name_is_read_back(tail: str) -> None:
    query = f"CONSTRUCT {{ <{EX}s> <{EX}{tail}> 1 }} {{}}"
    graph = Graph().parse(data=answer(query, RDF_XML), format="xml")
    assert set(graph.predicates()) == {URIRef(EX + tail)}
