"""The ontology is in OWL 2 RL: which constructs stand on which side of an axiom.

See https://www.w3.org/TR/owl2-profiles/#OWL_2_RL.
"""

import pytest
from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD
from rdflib.term import BNode, Node

LEFT = {OWL.intersectionOf, OWL.unionOf, OWL.oneOf, OWL.someValuesFrom, OWL.hasValue}
RIGHT = {OWL.intersectionOf, OWL.complementOf, OWL.allValuesFrom, OWL.hasValue}
BOTH = LEFT & RIGHT

SIDES = {
    RDFS.subClassOf: (LEFT, RIGHT),
    OWL.equivalentClass: (BOTH, BOTH),
    OWL.disjointWith: (LEFT, LEFT),
    OWL.members: (None, LEFT),
    RDFS.domain: (None, RIGHT),
    RDFS.range: (None, RIGHT),
}
"""What may build the class to the left and to the right of each axiom; None: no class there."""

NO_CONSTRUCT = {RDF.type, RDF.first, RDF.rest, OWL.onProperty, *SIDES}
PROPERTY_AXIOMS = {RDFS.subPropertyOf, OWL.inverseOf, OWL.equivalentProperty}
ANNOTATIONS = {
    OWL.annotatedSource,
    OWL.annotatedProperty,
    OWL.annotatedTarget,
    OWL.versionIRI,
    OWL.versionInfo,
    RDFS.label,
    RDFS.comment,
    RDFS.seeAlso,
    RDFS.isDefinedBy,
}
DECLARATIONS = {
    OWL.Ontology,
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.AllDisjointClasses,
    OWL.Axiom,
}
CHARACTERISTICS = {OWL.AsymmetricProperty, OWL.IrreflexiveProperty}
DATATYPES = {XSD.boolean, XSD.dateTime, XSD.decimal, XSD.integer, XSD.string}


def classes_of(graph: Graph, axiom: Node, node: Node) -> list[Node]:
    """Return the classes at one end of an axiom, a list of members being many."""
    return list(Collection(graph, node)) if axiom == OWL.members else [node]


def constructs(graph: Graph, node: Node) -> set[Node]:
    """Return what builds a class expression, down to its named classes."""
    if isinstance(node, URIRef):
        return {node} if node in {OWL.Thing, OWL.topObjectProperty} else set()
    found: set[Node] = set()
    for predicate, value in graph.predicate_objects(node):
        if predicate not in NO_CONSTRUCT:
            found.add(predicate)
        if isinstance(value, BNode) or predicate == OWL.someValuesFrom:
            found |= constructs(graph, value)
    return found


def outside_profile(graph: Graph) -> set[tuple[str, str]]:
    """Return the constructs that OWL 2 RL does not allow where they stand, with their axiom."""
    found = set()
    for axiom, (left, right) in SIDES.items():
        for subject, value in graph.subject_objects(axiom):
            sides = [([subject], left), (classes_of(graph, axiom, value), right)]
            for nodes, allowed in sides:
                if allowed is not None:
                    used = set().union(*(constructs(graph, node) for node in nodes))
                    found |= {(short(axiom), short(construct)) for construct in used - allowed}
    return found


def short(node: Node) -> str:
    return str(node).rpartition("#")[2]


def test_class_expressions_are_in_owl_2_rl(vocabulary: Graph) -> None:
    assert outside_profile(vocabulary) == set()


def test_only_known_axioms_are_used(vocabulary: Graph) -> None:
    known = set(SIDES) | PROPERTY_AXIOMS | ANNOTATIONS
    used = {p for p in vocabulary.predicates() if str(p).startswith((str(OWL), str(RDFS)))}
    assert used <= known
    types = {t for t in vocabulary.objects(None, RDF.type) if str(t).startswith(str(OWL))}
    assert types <= DECLARATIONS | CHARACTERISTICS


def test_ranges_of_data_are_owl_2_rl_datatypes(vocabulary: Graph) -> None:
    ranges = {
        value
        for data_property in vocabulary.subjects(RDF.type, OWL.DatatypeProperty)
        for value in vocabulary.objects(data_property, RDFS.range)
    }
    assert ranges == DATATYPES


def test_asymmetric_and_irreflexive_properties_are_simple(vocabulary: Graph) -> None:
    composite = {OWL.TransitiveProperty, OWL.propertyChainAxiom}
    assert not composite & (set(vocabulary.objects()) | set(vocabulary.predicates()))


def test_concepts_are_values_and_never_classes(vocabulary: Graph) -> None:
    concepts = set(vocabulary.subjects(RDF.type, SKOS.Concept))
    assert not concepts & set(vocabulary.subjects(RDF.type, OWL.Class))


PREFIXES = """
PREFIX : <https://example.org/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""


@pytest.mark.parametrize(
    ("axiom", "expected"),
    [
        (":p rdfs:range [ owl:unionOf ( :A :B ) ]", {("range", "unionOf")}),
        (
            ":A rdfs:subClassOf [ owl:onProperty :p ; owl:someValuesFrom :B ]",
            {("subClassOf", "someValuesFrom")},
        ),
        (
            "[ owl:onProperty :p ; owl:allValuesFrom :B ] rdfs:subClassOf :A",
            {("subClassOf", "allValuesFrom")},
        ),
        (":A owl:equivalentClass [ owl:unionOf ( :B :C ) ]", {("equivalentClass", "unionOf")}),
        (":A rdfs:subClassOf owl:Thing", {("subClassOf", "Thing")}),
        ("[] owl:members ( :A [ owl:complementOf :B ] )", {("members", "complementOf")}),
        ("[ owl:unionOf ( :A :B ) ] rdfs:subClassOf :C", set()),
        ("[ owl:onProperty :p ; owl:someValuesFrom :B ] rdfs:subClassOf :A", set()),
        (
            ":A rdfs:subClassOf [ owl:intersectionOf ( :B [ owl:oneOf ( :c ) ] ) ]",
            {("subClassOf", "oneOf")},
        ),
    ],
)
def test_the_check_knows_the_sides(axiom: str, expected: set[tuple[str, str]]) -> None:
    assert outside_profile(Graph().parse(data=f"{PREFIXES} {axiom} .")) == expected
