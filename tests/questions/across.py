"""Questions that call other datasets, and what stands in for these.

An engine that calls nobody answers them, too: what the other dataset holds is put into a graph, and
GRAPH takes the place of SERVICE. That is what the call means by the specification,
https://www.w3.org/TR/sparql11-federated-query/#serviceFederation.
"""

import json
from collections.abc import Callable
from functools import cache
from math import asin, cos, radians, sin, sqrt

import pyoxigraph as ox
from rdflib import Dataset, Literal, URIRef
from rdflib.plugins.sparql.operators import register_custom_function

from reportedly import shipped
from reportedly.engine.embedded import Embedded
from reportedly.engine.port import Query
from reportedly.questions import Question, called, load
from reportedly.terms import BASE
from tests.conftest import REPOSITORY

from .engines import TURTLE, Ask, Documents, Row, cell

STANDINS = REPOSITORY / "tests/federation/standins"
ACROSS = {question.slug: question for question in load() if called(question.text)}
LOCAL = {question.slug: question for question in load() if not called(question.text)}
SECOND_REPORT = f"{BASE}report/synthetic-second-report"
_DISTANCE = URIRef("http://www.opengis.net/def/function/geosparql/distance")
_RADIUS = 6_371_009
"""Metres from the middle of the earth."""


@cache
def held(slug: str) -> Documents:
    """The graphs of the dataset that a question calls."""
    iri = called(ACROSS[slug].text)
    if slug == "same-event-elsewhere":
        return shipped.graphs() | {SECOND_REPORT: (STANDINS / "other-instance.ttl").read_bytes()}
    name = "wikidata" if slug == "population-of-strike-places" else "conflict-events"
    return {iri: (STANDINS / f"{name}.ttl").read_bytes()}


def within(text: str) -> str:
    """A query that finds in a graph what it would call for."""
    iri = called(text)
    return text.replace(f"SERVICE <{iri}>", f"GRAPH <{iri}>")


def rdflib(peer: str, there: Documents) -> Ask:
    """An rdflib dataset; what it calls peer is a graph."""
    teach_distance()
    dataset = Dataset()
    for document in shipped.graphs().values():
        dataset.parse(data=document, format="turtle")
    for document in there.values():
        dataset.graph(URIRef(peer)).parse(data=document, format="turtle")

    def ask(text: str) -> list[Row]:
        found = dataset.query(within(text))
        columns = [str(variable) for variable in found.vars or ()]
        return [dict(zip(columns, map(cell, row), strict=True)) for row in found]  # type: ignore[arg-type]

    return cache(ask)


def oxigraph(peer: str, there: Documents, here: Documents | None = None) -> Ask:
    """A bare Oxigraph store, in the same way; what is shipped is here, or something else."""
    store = ox.Store()
    for document in (here or shipped.graphs()).values():
        store.load(document, format=ox.RdfFormat.TURTLE, base_iri=BASE)
    for document in there.values():
        store.load(document, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(peer))

    def ask(text: str) -> list[Row]:
        found = store.query(within(text))
        assert isinstance(found, ox.QuerySolutions)
        columns = [variable.value for variable in found.variables]
        return [
            {column: cell(getattr(row[column], "value", None)) for column in columns}
            for row in found
        ]

    return ask


def embedded(peer: str, there: Documents) -> Ask:
    """The engine that is shipped, in the same way."""
    engine = Embedded.in_memory()
    for graph, document in shipped.graphs().items():
        engine.replace(graph, document, TURTLE)
    for document in there.values():
        engine.add(peer, document, TURTLE)

    def ask(text: str) -> list[Row]:
        query = Query(within(text), "application/json", tuple(shipped.graphs()), (peer,))
        answer = json.loads(engine.evaluate(query).body)
        columns = answer["head"]["vars"]
        return [
            {column: cell(row.get(column, {}).get("value")) for column in columns}
            for row in answer["results"]["bindings"]
        ]

    return ask


ENGINES: dict[str, Callable[[str, Documents], Ask]] = {
    "rdflib": rdflib,
    "oxigraph": oxigraph,
    "embedded": embedded,
}


@cache
def engine(name: str, slug: str) -> Ask:
    """An engine over all that is shipped and what a question calls."""
    return ENGINES[name](called(ACROSS[slug].text), held(slug))


def parameters(question: Question) -> dict[str, str]:
    """The values that a question is asked with by default."""
    return {each.name: each.value for each in question.parameters}


def teach_distance() -> None:
    """Have rdflib know the function of GeoSPARQL that it lacks."""
    register_custom_function(_DISTANCE, _distance, override=True)  # type: ignore[arg-type]


def _distance(one: Literal, other: Literal, _unit: URIRef) -> Literal:
    """Metres between two points on a sphere, by the haversine formula."""
    (west, south), (east, north) = (_point(one), _point(other))
    half = sin((north - south) / 2) ** 2
    half += cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return Literal(2 * _RADIUS * asin(sqrt(half)))


def _point(term: Literal) -> tuple[float, float]:
    longitude, latitude = str(term).partition("(")[2].rstrip(")").split()
    return radians(float(longitude)), radians(float(latitude))
