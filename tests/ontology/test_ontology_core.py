"""The terms that everybody must know are few, and stand on their own."""

from rdflib import Graph
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from reportedly.terms import RPT

KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty)


def core(graph: Graph) -> set[Node]:
    return set(graph.objects(RPT.core, SKOS.member))


def properties(graph: Graph) -> set[Node]:
    return {term for kind in KINDS for term in graph.subjects(RDF.type, kind)}


def test_the_core_is_eight_classes_and_thirty_properties(vocabulary: Graph) -> None:
    classes = core(vocabulary) & set(vocabulary.subjects(RDF.type, OWL.Class))
    assert len(classes) == 8
    assert len(core(vocabulary) & properties(vocabulary)) == 30
    assert len(core(vocabulary)) == 38


def test_core_properties_are_of_core_classes(vocabulary: Graph) -> None:
    domains = {
        domain
        for each in core(vocabulary) & properties(vocabulary)
        for domain in vocabulary.objects(each, RDFS.domain)
    }
    assert domains <= core(vocabulary)
