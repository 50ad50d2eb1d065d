"""What reasoners make of the ontology and the data: no error, no clash, and no event that happened.

HermiT reads OWL 2 DL and needs Java; owlrl computes the OWL 2 RL closure and needs only Python.
"""

import shutil
import tempfile
from pathlib import Path

import owlready2
import owlrl
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, PROV, RDF, RDFS, Namespace
from rdflib.term import Node

from reportedly import resources
from reportedly.terms import BASE, OA, RPT

OWLRL_ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
SCHEMA = Namespace("https://schema.org/")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")

needs_java = pytest.mark.skipif(
    shutil.which("java") is None, reason="HermiT runs on Java, which is not installed here"
)

PREFIXES = """
PREFIX : <https://example.org/report#>
PREFIX id: <https://w3id.org/reportedly/id/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX rpt: <https://w3id.org/reportedly/ns#>
"""

CLASHES = {
    "a country is a place and a source": ":s rpt:source :syria . :a rpt:place :syria .",
    "a country is a place and a target": ":a rpt:target :syria ; rpt:from :syria .",
    "a state is an addressee and a territory": ":t rpt:territory :x . :s rpt:addressee :x .",
    "a place and a state are the same": ":p a rpt:Place ; owl:sameAs :q . :q a rpt:State .",
    "a statement is its own carrier": ":s rpt:within :s .",
    "two statements carry each other": ":s rpt:within :t . :t rpt:within :s .",
    "a place lies in itself": ":p rpt:locatedIn :p .",
    "a figure is part of its own part": ":f rpt:includedIn :g . :g rpt:includedIn :f .",
    "an event is an account": ":e a rpt:Account . :a rpt:ofEvent :e .",
    "a person is an organisation": ":p a rpt:Person , rpt:State .",
    "an unnamed source is an organisation": ":p a rpt:UnnamedSource , rpt:Organization .",
}
"""Data that the ontology must refuse, by what is wrong with it."""

ODD = """
:someone a rpt:UnnamedSource , rpt:Person .
:state a rpt:State , rpt:Organization .
:s rpt:account :a , :b . :a rpt:ofEvent :e . :b rpt:ofEvent :e ; rpt:denied true .
:a rpt:figure :f , :g . :f rpt:lower 25 . :g rpt:lower 400 ; rpt:upper 30.5 .
"""
"""Data that looks odd and yet is no clash: to count and to compare is left to SHACL."""

FOREIGN = f"""
{PREFIXES}
PREFIX prov: <{PROV}>
PREFIX sem: <{SEM}>
prov:wasAttributedTo rdfs:domain prov:Entity ; rdfs:range prov:Agent .
prov:actedOnBehalfOf rdfs:domain prov:Agent ; rdfs:range prov:Agent .
prov:wasAssociatedWith rdfs:domain prov:Activity ; rdfs:range prov:Agent .
prov:atLocation rdfs:range prov:Location .
prov:Activity owl:disjointWith prov:Entity .
sem:hasActor rdfs:range sem:Actor .
sem:hasPlace rdfs:range sem:Place .
"""
"""What PROV-O and SEM themselves say of the terms that the alignments touch."""


def consistent(graph: Graph) -> tuple[bool, set[str]]:
    """Ask HermiT: is the graph consistent, and which classes can have no member?"""
    world = owlready2.World()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.nt"
        graph.serialize(file, format="nt", encoding="utf-8")
        world.get_ontology(file.as_uri()).load(format="ntriples")
        try:
            owlready2.sync_reasoner_hermit(world, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError:
            return False, set()
        else:
            return True, {each.iri for each in world.inconsistent_classes()} - {str(OWL.Nothing)}
        finally:
            world.close()


def with_data(graph: Graph, *turtle: str) -> Graph:
    """Return a copy of the graph with more data."""
    data = "\n".join([PREFIXES, *turtle])
    copy = Graph()
    for triple in [*graph, *Graph().parse(data=data)]:
        copy.add(triple)
    return copy


def axioms() -> Graph:
    """Return what reasoners use of the ontology and its alignments: no labels, no definitions."""
    graph = Graph()
    for name in ("reportedly.ttl", "alignments.ttl"):
        graph.parse(resources.ontology() / name)
    for literal in [triple for triple in graph if isinstance(triple[2], Literal)]:
        graph.remove(literal)
    return graph


def errors(closure: Graph) -> list[str]:
    """Return the messages that owlrl leaves in a closure."""
    return [str(message) for message in closure.objects(None, OWLRL_ERROR)]


def closure_of(graph: Graph) -> Graph:
    """Return a copy of the graph with everything that OWL 2 RL entails."""
    closure = with_data(graph)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closure)
    return closure


@pytest.fixture(scope="module")
def closure(dataset: Graph) -> Graph:
    """The OWL 2 RL closure of all that is shipped, with what other vocabularies say."""
    return closure_of(with_data(dataset, FOREIGN))


@needs_java
def test_hermit_finds_all_that_is_shipped_consistent(dataset: Graph) -> None:
    assert consistent(with_data(dataset, FOREIGN)) == (True, set())


@needs_java
def test_hermit_sees_a_class_that_can_have_no_member() -> None:
    impossible = ":Impossible a owl:Class ; rdfs:subClassOf rpt:Actor , rpt:Place ."
    expected = {"https://example.org/report#Impossible"}
    assert consistent(with_data(axioms(), impossible, ODD)) == (True, expected)


@needs_java
@pytest.mark.parametrize(
    "turtle",
    [
        ":s rpt:source id:syria . :a rpt:place id:syria .",
        ":a rpt:place id:state-of-syria .",
        ':f rpt:lower "many" .',
    ],
    ids=["country as source and place", "state as place", "word as number"],
)
def test_hermit_refuses(turtle: str, dataset: Graph) -> None:
    assert consistent(with_data(dataset, turtle)) == (False, set())


def test_the_closure_has_no_error(closure: Graph) -> None:
    assert errors(closure) == []


@pytest.mark.parametrize("turtle", CLASHES.values(), ids=CLASHES)
def test_the_closure_finds_each_clash(turtle: str) -> None:
    assert errors(closure_of(with_data(axioms(), turtle)))


def test_the_closure_accepts_what_is_odd_and_no_clash() -> None:
    assert errors(closure_of(with_data(axioms(), ODD))) == []


def members(graph: Graph, *classes: URIRef) -> set[Node]:
    return {member for each in classes for member in graph.subjects(RDF.type, each)}


def test_nothing_entails_that_an_event_happened(closure: Graph) -> None:
    assert members(closure, RPT.Event)
    assert members(closure, PROV.Activity, SEM.Event, SCHEMA.Event) == set()


def test_events_keep_to_their_label_and_links(closure: Graph) -> None:
    about = {p for event in members(closure, RPT.Event) for p in closure.predicates(event)}
    assert not {p for p in about if str(p).startswith((str(RPT), str(PROV), str(SEM)))}


def test_the_alignments_reach_the_data(closure: Graph) -> None:
    assert members(closure, PROV.Agent) >= members(closure, RPT.Actor) != set()
    assert members(closure, OA.TextPositionSelector) >= members(closure, RPT.Passage) != set()
    assert members(closure, SCHEMA.Claim) >= members(closure, RPT.Account) != set()
    assert set(closure.subject_objects(PROV.wasAttributedTo)) >= set(
        closure.subject_objects(RPT.source)
    )


def test_roles_are_participants_and_places_are_locations(closure: Graph) -> None:
    for role in (RPT.actor, RPT.target, RPT.beneficiary):
        assert (role, RDFS.subPropertyOf, RPT.participant) in closure
    assert set(closure.subject_objects(RPT.place)) <= set(closure.subject_objects(RPT.location))


def test_no_two_of_our_resources_become_the_same(closure: Graph) -> None:
    ours = {node for node in closure.subjects(RDF.type, None) if str(node).startswith(BASE)}
    same = {(a, b) for a, b in closure.subject_objects(OWL.sameAs) if {a, b} <= ours and a != b}
    assert same == set()
