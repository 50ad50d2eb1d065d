"""The namespaces and graph names that the data uses."""

from rdflib import Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SH, SKOS, XSD

BASE = "https://w3id.org/reportedly/"

RPT = Namespace(BASE + "ns#")
KIND = Namespace(BASE + "kind/")
ID = Namespace(BASE + "id/")
SHAPE = Namespace(BASE + "shapes#")
OA = Namespace("http://www.w3.org/ns/oa#")
GEO = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")

ONTOLOGY_GRAPH = URIRef(BASE + "ns")
CONCEPT_GRAPH = URIRef(BASE + "kind/")
SHARED_GRAPH = URIRef(BASE + "id/")

REPORTS = BASE + "report/"
"""How the IRI of every report starts; its slug follows."""

PREFIXES = {
    "rpt": str(RPT),
    "kind": str(KIND),
    "id": str(ID),
    "oa": str(OA),
    "geo": str(GEO),
    "dcterms": str(DCTERMS),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "sh": str(SH),
    "skos": str(SKOS),
    "xsd": str(XSD),
}
"""Prefix to namespace, the ones that queries and serialisations may rely on."""
