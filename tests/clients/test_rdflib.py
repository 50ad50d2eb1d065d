"""rdflib: a graph that is far away, and SERVICE asked from a graph that is here."""

from collections.abc import Iterator
from typing import Final

import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import Result, ResultRow

from reportedly.terms import ID, RPT
from tests.clients import pasting, values
from tests.clients.pasting import ASKED, LONG
from tests.web.conftest import Served

pytestmark = pytest.mark.slow
REPORT: Final = URIRef("https://w3id.org/reportedly/report/syria-2024-12-02")
METHODS: Final = ("GET", "POST", "POST_FORM")

methods = pytest.mark.parametrize("method", METHODS)


def remote(server: Served, method: str = "GET", form: str = "xml", of: str | None = None) -> Graph:
    """All graphs of a server, or one of them; by default as rdflib asks by default."""
    store = SPARQLStore(f"{server.url}sparql", method=method, returnFormat=form)
    return Graph(store, identifier=URIRef(of) if of else None)


def told(result: Result) -> dict[str, object]:
    return values.told((row["name"], row["value"]) for row in rows(result))


def rows(result: Result) -> Iterator[ResultRow]:
    for row in result:
        assert isinstance(row, ResultRow)
        yield row


@methods
@pytest.mark.parametrize("form", ["xml", "json", "tsv"])
def test_no_value_is_lost(lossless: Served, method: str, form: str) -> None:
    assert told(remote(lossless, method, form).query(values.SELECT)) == values.KEPT


@methods
def test_no_text_is_lost_in_csv(lossless: Served, method: str) -> None:
    answer = remote(lossless, method, "csv").query(values.SELECT)
    found = {str(row["name"]): str(row["value"] or "") for row in rows(answer)}
    del found["blank"]
    assert found == values.CSV


@methods
@pytest.mark.parametrize(
    "query", [values.CONSTRUCT, values.DESCRIBE], ids=["CONSTRUCT", "DESCRIBE"]
)
def test_no_value_is_lost_in_graphs(lossless: Served, query: str, method: str) -> None:
    answer = remote(lossless, method).query(query)
    assert answer.graph is not None
    assert values.told_of(answer.graph) == values.KEPT


def test_a_graph_far_away_is_like_one_here(lossless: Served) -> None:
    here = Graph().parse(data=values.TURTLE, format="turtle")
    there = remote(lossless)
    assert len(there) == len(here) == len(list(there))
    assert values.told_of(there) == values.KEPT
    text = Literal("مرحبا", lang="ar")
    assert list(there.subjects(values.VALUE, text)) == list(here.subjects(values.VALUE, text))
    assert (URIRef(f"{values.EX}unbound"), values.VALUE, None) not in there


@methods
def test_a_verdict_is_true_or_false(lossless: Served, method: str) -> None:
    assert remote(lossless, method).query("ASK { ?s ?p 0 }").askAnswer is True
    assert remote(lossless, method).query("ASK { ?s ?p 77777 }").askAnswer is False


def test_one_graph_is_asked_alone(site: Served) -> None:
    report = remote(site, of=REPORT)
    assert (REPORT, RDF.type, RPT.Report) in report
    assert (ID.aleppo, RDFS.label, None) not in report
    assert (ID.aleppo, RDFS.label, None) in remote(site)
    (counted,) = rows(report.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
    assert counted["n"] == Literal(len(report))
    assert 0 < len(report) < len(remote(site))


def test_the_graphs_are_told(site: Served) -> None:
    names = {str(name) for name in SPARQLStore(f"{site.url}sparql").contexts()}
    assert {str(REPORT), "https://w3id.org/reportedly/ns"} <= names


def test_bindings_are_sent_along(site: Served) -> None:
    query = 'SELECT ?label { ?place rdfs:label ?label FILTER(LANG(?label) = "en") }'
    found = remote(site).query(query, initNs={"rdfs": RDFS}, initBindings={"place": ID.aleppo})
    assert [row["label"] for row in rows(found)] == [Literal("Aleppo", "en")]


@pytest.mark.parametrize("padding", ["", f'FILTER("{"x" * 600}" != "y")'], ids=["GET", "POST"])
def test_no_value_is_lost_in_a_service(lossless: Served, padding: str) -> None:
    pattern = values.SELECT.partition("WHERE {")[2].replace("}}", f"}} {padding} }}")
    prefix, endpoint = f"PREFIX : <{values.EX}>\n", f"{lossless.url}sparql"
    answer = Graph().query(f"{prefix}SELECT ?name ?value {{ SERVICE <{endpoint}> {{ {pattern} }}")
    assert told(answer) == values.KEPT


def test_a_service_is_joined_with_a_graph_here(site: Served) -> None:
    here = Graph()
    for place in (ID.aleppo, ID.hama):
        here.add((place, RDFS.comment, Literal("mine")))
    answer = here.query(
        "SELECT ?place ?label {\n  ?place rdfs:comment ?mine\n"
        f"  SERVICE <{site.url}sparql> {{\n    ?place rdfs:label ?label\n"
        '    FILTER(LANG(?label) = "en")\n  }\n}'
    )
    found = {(row["place"], str(row["label"])) for row in rows(answer)}
    assert found == {(ID.aleppo, "Aleppo"), (ID.hama, "Hama")}


@pytest.mark.parametrize("path", [*ASKED, LONG], ids=lambda path: path.partition("?")[0])
def test_the_recipe_for_stores_gets_the_rows(site: Served, path: str) -> None:
    answer = Graph().query(pasting.told(site, path)["another SPARQL store"])
    found = [{name: str(term) for name, term in row.asdict().items()} for row in rows(answer)]
    expected = pasting.texts(pasting.rows(site, path))
    assert pasting.ordered(found) == pasting.ordered(expected)
