"""Every IRI of the data by its path, but for reports themselves, which can be written, too."""

from collections.abc import Set
from typing import Final

from flask import Blueprint, Response
from rdflib.namespace import OWL, SKOS

from reportedly import lookup
from reportedly.engine.port import Engine
from reportedly.submission.history import SUBMITTERS, report_of
from reportedly.terms import CONCEPT_GRAPH, ID, KIND, ONTOLOGY_GRAPH, RPT, SHARED_GRAPH
from reportedly.web import filtering, linked
from reportedly.web.linked import PAGE, Page, Resource
from reportedly.web.pages import (
    actor,
    concept,
    event,
    ontology,
    place,
    report,
    same,
    shared,
    thing,
)
from reportedly.web.responses import done

_CLASSES: Final = """
SELECT DISTINCT ?class WHERE {
  { VALUES ?iri { <%(iri)s> } ?iri a ?class }
  UNION { SELECT ?class WHERE { GRAPH <%(iri)s> { ?s ?p ?o } } LIMIT 1 }
}
"""
_STATEMENT: Final = f"""
PREFIX rpt: <{RPT}>
SELECT ?statement WHERE {{
  VALUES ?part {{ <%s> }}
  ?statement a rpt:Statement ;
    (rpt:account|rpt:figure|rpt:designation|rpt:quotation|rpt:passage|rpt:insertion)* ?part
}} ORDER BY ?statement LIMIT 1
"""
"""The statement that something is a part of; a statement is one of itself."""
_VERSION: Final = f"""
SELECT ?iri WHERE {{ VALUES ?iri {{ <%s> }} <{ONTOLOGY_GRAPH}> <{OWL.versionIRI}> ?iri }}
"""
_GRAPH: Final = ""
"""Stands for a class where the IRI names a graph."""
_VOCABULARIES: Final[dict[str, tuple[str, Page]]] = {
    "ns": (str(ONTOLOGY_GRAPH), ontology.page),
    "kind": (str(CONCEPT_GRAPH), concept.page),
    "id": (str(SHARED_GRAPH), shared.page),
}
_ACTORS: Final = ("Actor", "Person", "Organization", "State", "Group", "UnnamedSource")
_PAGES: Final[dict[str, Page]] = {
    str(RPT.Event): event.page,
    str(RPT.Place): place.page,
    **{str(RPT[each]): actor.page for each in _ACTORS},
    str(SKOS.Concept): concept.page,
    str(SKOS.ConceptScheme): concept.page,
}
"""The classes whose members have pages of a kind of their own; the first that fits counts."""


def blueprint(engine: Engine) -> Blueprint:
    """Return the routes of what the data name."""
    routes = Blueprint("resources", __name__)

    @routes.get("/ns", defaults={"name": "ns"})
    @routes.get("/kind/", defaults={"name": "kind"})
    @routes.get("/ns.<end>", defaults={"name": "ns"})
    @routes.get("/kind.<end>", defaults={"name": "kind"})
    @routes.get("/id.<end>", defaults={"name": "id"})
    def vocabulary(name: str, end: str = "") -> Response:
        return _vocabulary(engine, name, end)

    @routes.get("/id/")
    def identifiers() -> Response:
        asked = filtering.only("same")
        return same.find(engine, asked) if asked else _vocabulary(engine, "id")

    @routes.get("/ns/<version>")
    def version(version: str) -> Response:
        number, suffix = linked.split(version)
        return linked.tell(engine, _version(engine, number), suffix)

    @routes.get("/kind/<name>")
    def kind(name: str) -> Response:
        return _tell(engine, str(KIND), name)

    @routes.get("/id/<path:name>")
    def identified(name: str) -> Response:
        return _tell(engine, str(ID), name)

    @routes.get("/submitter/", defaults={"name": ""})
    @routes.get("/submitter/<name>")
    def submitter(name: str) -> Response:
        return _tell(engine, SUBMITTERS, name)

    @routes.get("/report/<slug>/<name>")
    def part(slug: str, name: str) -> Response:
        return _tell(engine, f"{report_of(slug)}#", name, is_part=True)

    return routes


def _vocabulary(engine: Engine, name: str, end: str = "") -> Response:
    """Tell of a vocabulary by its name, in the form of a suffix if there is one."""
    iri, page = _VOCABULARIES[name]
    _, suffix = linked.split(f"{name}.{end}")
    if end and not suffix:
        raise linked.missing(f"{iri}.{end}")
    return linked.tell(engine, Resource(iri, page, graph=iri), suffix)


def _version(engine: Engine, number: str) -> Resource:
    """Return the ontology if this is the number of the version that is here."""
    iri = linked.resource_iri(f"{ONTOLOGY_GRAPH}/{number}")
    if not lookup.solutions(engine, _VERSION % iri).rows:
        raise linked.missing(iri)
    return Resource(iri, ontology.page, graph=str(ONTOLOGY_GRAPH))


def _tell(engine: Engine, start: str, name: str, *, is_part: bool = False) -> Response:
    """Tell of what has an IRI with this start, and a name that may have a suffix after it.

    The path of a part of a report is that of a document; others are things.
    """
    stem, suffix = linked.split(name)
    iri = linked.resource_iri(start + stem)
    classes = _classes(engine, iri)
    if not classes:
        raise linked.missing(iri)
    if is_part and not suffix and linked.negotiate() == PAGE and (said := _statement(engine, iri)):
        return done(303, location=report.location(engine, said))
    graph = iri if _GRAPH in classes else ""
    resource = Resource(iri, _page(classes), graph, thing=not (is_part or graph))
    return linked.tell(engine, resource, suffix)


def _statement(engine: Engine, part: str) -> str:
    """Return the statement that has a part, on the page of whose report it is; else nothing."""
    found = lookup.solutions(engine, _STATEMENT % part).rows
    return found[0][0].text if found and found[0][0] else ""


def _classes(engine: Engine, iri: str) -> Set[str]:
    """Return the classes of what has an IRI; none if nothing has."""
    rows = lookup.solutions(engine, _CLASSES % {"iri": iri}).rows
    return {cell.text if cell else _GRAPH for (cell,) in rows}


def _page(classes: Set[str]) -> Page:
    """Return what writes the page on something of these classes."""
    return next((page for each, page in _PAGES.items() if each in classes), thing.page)
