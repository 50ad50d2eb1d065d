"""rdflib follows links from a report until all that the report names is told of."""

import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from typing import Final
from urllib.parse import urldefrag

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from reportedly.terms import BASE, ID, KIND, RPT
from tests.web.conftest import Served

pytestmark = pytest.mark.slow
TOLD: Final = tuple(map(str, (RPT, KIND, ID)))
REPORT: Final = URIRef(f"{BASE}report/syria-2024-12-02")


class Leading(urllib.request.HTTPSHandler):
    """Does what w3id.org will: leads to a server; and to nothing else."""

    def __init__(self, server: str) -> None:
        super().__init__()
        self.server = server

    def https_open(self, asked: urllib.request.Request) -> HTTPResponse:
        """Go on to the server."""
        assert asked.full_url.startswith(BASE), asked.full_url
        there = asked.full_url.replace(BASE, self.server)
        found = self.parent.open(urllib.request.Request(there, headers=dict(asked.headers)))
        assert isinstance(found, HTTPResponse)
        return found


@pytest.fixture
def w3id(site: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lead rdflib to the server."""
    opener = urllib.request.build_opener(Leading(site.url))
    monkeypatch.setattr(urllib.request, "_opener", opener, raising=False)


def documents(graph: Graph) -> Iterator[str]:
    """The documents that tell of the terms, concepts, actors and places that a graph names."""
    for triple in graph:
        for term in triple:
            if isinstance(term, URIRef) and str(term).startswith(TOLD):
                yield urldefrag(term).url


@pytest.mark.usefixtures("w3id")
def test_a_crawler_comes_from_a_report_to_all_that_it_names() -> None:
    report = Graph().parse(str(REPORT))
    web = Graph() + report
    for document in sorted(set(documents(report))):
        web += Graph().parse(document)
    named = {term for triple in report for term in triple if isinstance(term, URIRef)}
    ours = {term for term in named if term.startswith(BASE)}
    assert [term for term in sorted(ours) if (term, None, None) not in web] == []
    assert (RPT.Statement, RDF.type, OWL.Class) in web
    assert (KIND.announce, SKOS.prefLabel, Literal("announce", "en")) in web
    assert (ID["white-helmets"], RDFS.label, Literal("White Helmets", "en")) in web


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.usefixtures("w3id")
@pytest.mark.parametrize("form", ["xml", "turtle", "nt", "json-ld"])
def test_each_format_says_the_same(form: str) -> None:
    ends = {"xml": "rdf", "turtle": "ttl", "nt": "nt", "json-ld": "jsonld"}
    usual = Graph().parse(str(ID["white-helmets"]))
    assert set(Graph().parse(f"{ID['white-helmets']}.{ends[form]}", format=form)) == set(usual)
