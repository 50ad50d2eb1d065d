"""Clients that write, where they may: values that are easily lost are there afterwards."""

from collections.abc import Iterator
from typing import Final

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore

from tests.clients import values
from tests.web.conftest import Served, serving

pytestmark = pytest.mark.slow
GRAPH: Final = URIRef(f"{values.EX}written")
THING: Final = URIRef(f"{values.EX}thing")
WRITTEN: Final = [Literal(0), Literal(False), Literal(""), Literal("مرحبا", lang="ar")]


@pytest.fixture(scope="module")
def writable() -> Iterator[Served]:
    """A server with nothing in it that everybody may write."""
    with serving("--store", "memory", "--empty", "--allow-anonymous-writes") as served:
        yield served


def test_rdflib_adds_and_removes(writable: Served) -> None:
    store = SPARQLUpdateStore(f"{writable.url}sparql", f"{writable.url}update")
    graph = Graph(store, identifier=GRAPH)
    for value in WRITTEN:
        graph.add((THING, RDF.value, value))
    assert set(graph.objects(THING, RDF.value)) == set(WRITTEN)
    graph.update("DELETE { ?s ?p 0 } WHERE { ?s ?p 0 }")
    assert set(graph.objects(THING, RDF.value)) == set(WRITTEN[1:])
    graph.remove((THING, None, None))
    assert len(graph) == 0


def test_sparqlwrapper_writes_where_updates_go(writable: Served) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper", reason="needs SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{writable.url}sparql", f"{writable.url}update")
    client.setMethod("POST")
    terms = ", ".join(value.n3() for value in WRITTEN)
    client.setQuery(f"INSERT DATA {{ <{THING}> <{RDF.value}> {terms} }}")
    assert client.query().response.status == 204
    client.setQuery(f"SELECT ?value {{ <{THING}> <{RDF.value}> ?value }}")
    client.setReturnFormat("json")
    found = {row["value"]["value"] for row in client.queryAndConvert()["results"]["bindings"]}
    assert found == {"0", "false", "", "مرحبا"}


def test_who_sends_an_update_where_queries_go_is_told_where_to_send_it(writable: Served) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper", reason="needs SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{writable.url}sparql")
    client.setMethod("POST")
    client.setQuery("CLEAR ALL")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed, match="Updates go to /update"):
        client.query()
