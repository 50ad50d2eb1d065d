"""Nothing that is sent to the server makes it, or any process of it, contact anybody."""

import socket
import time
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest

from .canary import Canary, listening
from .site import Site, running

pytestmark = pytest.mark.slow

GROUP = "{ ?s ?p ?o }"
QUERIES = [
    "SELECT * { SERVICE <U> {?s ?p ?o} }",
    "SELECT * { SERVICE SILENT <U> {?s ?p ?o} }",
    "select*{service<U>{?s ?p ?o}}",
    "SELECT * { sErViCe sIlEnT<U>{?s ?p ?o} }",
    "SELECT * { BIND(<U> AS ?e) SERVICE ?e {?s ?p ?o} }",
    "SELECT * { VALUES ?e { <U> } SERVICE SILENT ?e {?s ?p ?o} }",
    "BASE <U> SELECT * { SERVICE <> {?s ?p ?o} }",
    "PREFIX x: <U> SELECT * { SERVICE x: {?s ?p ?o} }",
    "PREFIX : <U> SELECT * { SERVICE:{?s ?p ?o} }",
    "PREFIX : <U> SELECT * { SERVICE:x {?s ?p ?o} }",
    "PREFIX SERVICE: <U> SELECT * { SERVICE SERVICE:x {?s ?p ?o} }",
    "SELECT * { \\u0053ERVICE <U> {?s ?p ?o} }",
    "SELECT * { SERV\\u0049CE <U> {?s ?p ?o} }",
    "SELECT * { \\U00000053ERVICE \\u0053ILENT <U> {?s ?p ?o} }",
    "SELECT * { SERVICE <\\u0055> {?s ?p ?o} }",
    "SELECT * { SERVICE #\n <U> {?s ?p ?o} }",
    "SELECT * { #\\u000ASERVICE <U> {?s ?p ?o} }",
    "SELECT * { 'x' #' }\n SERVICE <U> {?s ?p ?o} }",
    "SELECT * { BIND('''#''' AS ?x) SERVICE <U> {?s ?p ?o} #'''\n }",
    "SELECT * { FILTER(1 <2 || 3> 2) SERVICE <U> {?s ?p ?o} }",
    "SELECT * { FILTER(?a<?b) SERVICE <U> {?s ?p ?o} FILTER(?c>?d) }",
    "SELECT * { OPTIONAL { { SELECT * { SERVICE <U> {?s ?p ?o} } } } }",
    "SELECT * { FILTER EXISTS { SERVICE <U> {?s ?p ?o} } }",
    "SELECT * { MINUS { SERVICE SILENT <U> {?s ?p ?o} } }",
    "SELECT * { GRAPH ?g { SERVICE <U> {?s ?p ?o} } }",
    "SELECT * { ?a ?b ?c UNION { SERVICE <U> {?s ?p ?o} } }",
    "SELECT * { SERVICE <urn:x> { SERVICE <U> {?s ?p ?o} } }",
    "SELECT (EXISTS { SERVICE <U> {?s ?p ?o} } AS ?x) {}",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <U> {?s ?p ?o} }",
    "DESCRIBE ?s { SERVICE <U> {?s ?p ?o} }",
    "ASK { SERVICE <U> {?s ?p ?o} }",
    "SELECT * FROM <U> {?s ?p ?o}",
    "SELECT * FROM NAMED <U> { GRAPH ?g {?s ?p ?o} }",
    "SELECT * { GRAPH <U> {?s ?p ?o} }",
    "DESCRIBE <U>",
    "SELECT * { <U> <U> <U> BIND(IRI('U') AS ?x) }",
    "SELECT (<U>('x') AS ?x) {}",
    "LOAD <U>",
]
UPDATES = [
    "LOAD <U>",
    "LOAD SILENT <U>",
    "LOAD<U>INTO GRAPH<urn:g>",
    "load silent <U> into graph <urn:g>",
    "\\u004COAD <U>",
    "LO\\u0041D SILENT <U>",
    "#\\u000ALOAD <U>",
    "PREFIX : <U> LOAD:x",
    "PREFIX x: <U> LOAD SILENT x:",
    "BASE <U> LOAD <>",
    "INSERT DATA { <a:a> <a:b> 1 } ; LOAD <U>",
    "INSERT DATA { <a:a> <a:b> 'LOAD <U>' } ;#;\n LOAD SILENT <U> INTO GRAPH <a:b>",
    "CREATE SILENT GRAPH <U> ; LOAD <U> ; DROP SILENT GRAPH <U>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <U> {?s ?p ?o} }",
    "INSERT { ?s ?p ?o } WHERE { SERVICE SILENT <U> {?s ?p ?o} }",
    "DELETE { ?s ?p ?o } WHERE { BIND(<U> AS ?e) SERVICE ?e {?s ?p ?o} }",
    "INSERT { ?s ?p ?o } USING <U> WHERE { ?s ?p ?o }",
    "INSERT { ?s ?p ?o } WHERE { \\u0053ERVICE SILENT <U> {?s ?p ?o} }",
    "PREFIX : <U> INSERT { ?s ?p ?o } WHERE { SERVICE:x {?s ?p ?o} }",
    "WITH <U> DELETE { ?s ?p ?o } WHERE { OPTIONAL { SERVICE <U> {?s ?p ?o} } }",
    "COPY <U> TO <urn:g>",
    "ADD SILENT <U> TO <urn:g>",
    "CLEAR GRAPH <U>",
]


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with running("--store", "memory", "--allow-anonymous-writes") as site:
        yield site
    assert site.left_over() == []


def test_the_canary_sees_who_comes() -> None:
    with listening() as canary:
        socket.create_connection(("127.0.0.1", canary.port)).close()
        time.sleep(0.3)
    assert len(canary.visits) == 1


@pytest.mark.parametrize("query", QUERIES)
def test_no_query_reaches_anybody(site: Site, canary: Canary, query: str) -> None:
    reply = site.ask(query.replace("U>", canary.iri + ">"))
    assert reply.status in {400, 403} if calls(query) else reply.status < 500, reply
    assert reply.seconds < 5


@pytest.mark.parametrize("update", UPDATES)
def test_no_update_reaches_anybody(site: Site, canary: Canary, update: str) -> None:
    body = update.replace("U>", canary.iri + ">").encode()
    reply = site.send("POST", "/update", body, {"Content-Type": "application/sparql-update"})
    assert reply.status < 500, reply
    assert reply.status != 401
    assert reply.seconds < 5


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri", "using-graph-uri"])
def test_no_dataset_of_a_request_reaches_anybody(site: Site, canary: Canary, name: str) -> None:
    path = "/sparql?" + urlencode({"query": f"SELECT * {GROUP}", name: canary.iri})
    assert site.send("GET", path).status == 200
    path = f"/update?{urlencode({name: canary.iri})}"
    body = f"INSERT {GROUP} WHERE {GROUP}".encode()
    site.send("POST", path, body, {"Content-Type": "application/sparql-update"})


def test_no_document_reaches_anybody(site: Site, canary: Canary) -> None:
    documents = {
        "application/ld+json": f'{{"@context": "{canary.iri}", "@id": "a:a", "a:b": 1}}',
        "application/rdf+xml": f'<!DOCTYPE x [<!ENTITY y SYSTEM "{canary.iri}">]><x>&y;</x>',
        "text/turtle": f"@base <{canary.iri}> . <> <http://www.w3.org/2002/07/owl#imports> <> .",
    }
    for media_type, document in documents.items():
        path = "/graphs?graph=" + quote("http://example.org/g")
        reply = site.send("PUT", path, document.encode(), {"Content-Type": media_type})
        assert reply.status < 500, reply


def calls(query: str) -> bool:
    """Say whether a query, as it is written, asks to be sent elsewhere."""
    plain = query.upper().replace("\\U0053", "S").replace("\\U00000053", "S")
    return "SERVICE" in plain or "LOAD" in plain or "SERV\\U" in plain
