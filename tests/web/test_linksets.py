"""How many links lead from here to datasets of others, as VoID tells it."""

from flask.testing import FlaskClient
from rdflib import FOAF, OWL, RDF, Graph, Namespace, URIRef
from rdflib.term import Node

from reportedly.engine.embedded import Embedded
from reportedly.settings import Settings
from reportedly.terms import BASE
from reportedly.web import create_app

VOID = Namespace("http://rdfs.org/ns/void#")
ROOT = URIRef("http://localhost/")
LINKED = f"""
PREFIX owl: <http://www.w3.org/2002/07/owl#>
<{BASE}id/a> owl:sameAs <http://www.wikidata.org/entity/Q1> , <http://e.org/a> , <{BASE}id/b> ;
  owl:sameAs <https://www.wikidata.org/entity/Q2> , "no IRI" , <urn:a> .
<{BASE}report/x#a> owl:sameAs <http://www.wikidata.org/entity/Q1> .
<http://e.org/b> owl:sameAs <http://www.wikidata.org/entity/Q1> .
"""


def described(client: FlaskClient) -> Graph:
    response = client.get("/.well-known/void", headers={"Accept": "text/turtle"})
    return Graph().parse(data=response.data, format="turtle")


def linksets(catalogue: Graph) -> set[Node]:
    return set(catalogue.subjects(RDF.type, VOID.Linkset))


def links(catalogue: Graph) -> dict[str, int]:
    """How many links lead to each dataset of others, by what its IRIs start with."""
    found = {}
    for linkset in linksets(catalogue):
        assert (ROOT, VOID.subset, linkset) in catalogue
        assert catalogue.value(linkset, VOID.linkPredicate) == OWL.sameAs
        assert catalogue.value(linkset, VOID.subjectsTarget) == ROOT
        target = catalogue.value(linkset, VOID.objectsTarget)
        assert (target, RDF.type, VOID.Dataset) in catalogue
        space = str(catalogue.value(target, VOID.uriSpace))
        found[space] = int(str(catalogue.value(linkset, VOID.triples)))
    return found


def test_links_to_datasets_of_others_are_counted(client: FlaskClient, dataset: Graph) -> None:
    catalogue = described(client)
    same = [str(other) for other in dataset.objects(None, OWL.sameAs)]
    spaces = ["http://www.wikidata.org/entity/", "https://sws.geonames.org/"]
    assert links(catalogue) == {
        space: sum(other.startswith(space) for other in same) for space in spaces
    }
    homepages = {str(page) for page in catalogue.objects(None, FOAF.homepage)}
    assert homepages == {"https://www.wikidata.org/", "https://www.geonames.org/"}


def test_links_count_once_and_only_what_leads_out() -> None:
    engine = Embedded.in_memory()
    client = create_app(engine, Settings(store=None)).test_client()
    for graph in ("a:g", "a:h"):
        engine.replace(graph, LINKED.encode(), "text/turtle")
    assert links(described(client)) == {
        "http://www.wikidata.org/entity/": 3,
        "http://e.org/": 1,
    }


def test_linksets_come_in_the_same_order_each_time(client: FlaskClient) -> None:
    first, again = (client.get("/.well-known/void").data for _ in range(2))
    assert first == again
    assert first.index(b"sws.geonames.org") < first.index(b"wikidata.org/entity")
