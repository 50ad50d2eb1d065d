"""What the server says of itself: the service description, VoID and DCAT."""

import pytest
from flask.testing import FlaskClient
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from reportedly import shipped
from reportedly.engine.embedded import Embedded
from reportedly.media import GRAPH_FORMATS, JSON_LD, RDF_XML, Format
from reportedly.settings import Settings
from reportedly.terms import BASE, RPT
from reportedly.web import create_app

VOID = Namespace("http://rdfs.org/ns/void#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
ROOT = URIRef("http://localhost/")


def described(client: FlaskClient, path: str, accept: str = "text/turtle") -> Graph:
    response = client.get(path, headers={"Accept": accept})
    assert response.status_code == 200, response.text
    assert response.content_type.partition(";")[0] == accept
    return Graph().parse(data=response.data, format=accept)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void"])
@pytest.mark.parametrize("form", GRAPH_FORMATS[:4], ids=lambda form: form.name)
def test_descriptions_come_in_each_format(client: FlaskClient, path: str, form: Format) -> None:
    expected = described(client, path)
    assert len(expected) > 10
    assert len(described(client, path, form.media_type)) == len(expected)


def test_each_graph_is_counted_and_can_be_fetched(client: FlaskClient) -> None:
    catalogue = described(client, "/.well-known/void")
    subsets = set(catalogue.subjects(VOID.dataDump))
    assert len(subsets) == len(shipped.names())
    for subset in subsets:
        dump = str(catalogue.value(subset, VOID.dataDump)).removeprefix("http://localhost")
        content = described(client, dump)
        assert catalogue.value(subset, VOID.triples) == Literal(len(content))
        assert "creativecommons" in str(list(catalogue.objects(subset)))


def test_the_whole_is_described_for_catalogues(client: FlaskClient) -> None:
    catalogue = described(client, "/.well-known/void")
    assert (ROOT, RDF.type, DCAT.Dataset) in catalogue
    assert catalogue.value(ROOT, VOID.sparqlEndpoint) == ROOT + "sparql"
    classes = {
        catalogue.value(part, VOID["class"]): catalogue.value(part, VOID.entities)
        for part in catalogue.objects(ROOT, VOID.classPartition)
    }
    assert classes[RPT.Report] == Literal(1)
    service = catalogue.value(predicate=DCAT.servesDataset, object=ROOT)
    assert catalogue.value(service, DCAT.endpointURL) == ROOT + "sparql"


def test_the_service_is_named_as_the_endpoint_so_that_comunica_reads_what_is_said_of_it(
    client: FlaskClient,
) -> None:
    service, endpoint = described(client, "/sparql"), URIRef(ROOT + "sparql")
    assert (endpoint, SD.endpoint, endpoint) in service
    assert (endpoint, SD.feature, SD.UnionDefaultGraph) in service


def test_every_function_that_is_described_can_be_called(client: FlaskClient) -> None:
    functions = set(described(client, "/sparql").objects(ROOT + "sparql", SD.extensionFunction))
    assert functions
    for function in functions:
        answer = client.get(
            "/sparql", query_string={"query": f"SELECT (<{function}>(1) AS ?x) {{}}"}
        )
        assert answer.status_code == 200, answer.text


def test_an_empty_server_is_described_too() -> None:
    client = create_app(Embedded.in_memory(), Settings(store=None)).test_client()
    service = described(client, "/sparql")
    assert service.value(predicate=SD.endpoint, object=ROOT + "sparql")
    assert (None, SD.namedGraph, None) not in service
    assert described(client, "/.well-known/void").value(ROOT, VOID.triples) == Literal(0)


def test_a_description_is_of_the_moment() -> None:
    engine = Embedded.in_memory()
    client = create_app(engine, Settings(store=None)).test_client()
    assert not list(described(client, "/sparql").objects(None, SD.name))
    engine.replace("a:g", b"<a:s> <a:p> 1 .", "text/turtle")
    assert list(described(client, "/sparql").objects(None, SD.name)) == [URIRef("a:g")]
    subset = described(client, "/.well-known/void").value(ROOT, VOID.subset)
    assert str(subset) == "http://localhost/graphs?graph=a%3Ag"


@pytest.mark.parametrize("host", ["a>b", "a b", "x> . <a:a"])
def test_an_address_that_is_none_is_refused(client: FlaskClient, host: str) -> None:
    response = client.get("/.well-known/void", headers={"Host": host, "Accept": "text/turtle"})
    assert response.status_code in (200, 400)
    assert host not in response.text


def test_what_can_not_be_written_is_refused_with_what_can(client: FlaskClient) -> None:
    response = client.get("/.well-known/void", headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert JSON_LD.media_type in response.text
    assert RDF_XML.media_type in response.text
    assert BASE not in response.text


def test_federated_queries_are_told_of_where_datasets_are_named(shipped_engine: Embedded) -> None:
    settings = Settings(store=None, federate=("two=https://two.example.org/sparql",))
    calling = described(create_app(shipped_engine, settings).test_client(), "/sparql")
    assert SD.BasicFederatedQuery in set(calling.objects(predicate=SD.feature))


def test_they_are_not_where_none_are(client: FlaskClient) -> None:
    assert SD.BasicFederatedQuery not in set(described(client, "/sparql").objects())
