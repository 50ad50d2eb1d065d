"""Turtle in one form: every file that is shipped keeps it, and any order of triples gives it."""

import random
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic
from rdflib.namespace import RDF

from reportedly import resources
from reportedly.rdf import canonical_turtle

FOLDERS = [resources.ontology(), resources.shapes(), resources.data()]
FILES = sorted(file for folder in FOLDERS for file in folder.rglob("*.ttl"))

EXAMPLE = """\
PREFIX : <https://w3id.org/reportedly/report/example#>
PREFIX kind: <https://w3id.org/reportedly/kind/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX rpt: <https://w3id.org/reportedly/ns#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

<https://w3id.org/reportedly/ns>
    a owl:Ontology .

rpt:Account
    a owl:Class .

kind:acts
    a skos:ConceptScheme .

kind:relay
    a skos:Concept ;
    skos:inScheme kind:acts .

:e-strikes
    a rpt:Event ;
    rdfs:label
        "strikes"@en ,
        "frappes"@fr ,
        "غارات"@ar .

:s01
    a rpt:Statement ;
    rpt:length 12 ;
    rpt:point 1.50 ;
    rpt:saidOn "2024-12-02T00:00:00"^^xsd:dateTime .

:shape
    sh:in ( 1 true "a \\"word\\"" <https://example.org/a.b> ) ;
    sh:not [
        sh:path [ sh:inversePath rpt:figure ] ;
        sh:minCount 1
    ] ;
    sh:or ( [ sh:path rpt:length ] [ sh:path rpt:point ] ) .

[]
    a owl:AllDisjointClasses ;
    owl:members ( rpt:Account rpt:Event ) .
"""


def relative(file: Path) -> str:
    return str(file.relative_to(resources.root()))


@pytest.mark.parametrize("file", FILES, ids=relative)
def test_shipped_files_are_canonical(file: Path) -> None:
    assert file.read_text("utf-8") == canonical_turtle(Graph().parse(file))


def test_form() -> None:
    assert canonical_turtle(Graph().parse(data=EXAMPLE)) == EXAMPLE


@pytest.mark.parametrize("seed", range(5))
def test_order_of_triples_does_not_matter(seed: int) -> None:
    read = Graph().parse(data=EXAMPLE)
    triples = list(read)
    random.Random(seed).shuffle(triples)
    shuffled = Graph()
    shuffled.bind("", "https://w3id.org/reportedly/report/example#")
    for triple in triples:
        shuffled.add(triple)
    assert canonical_turtle(shuffled) == EXAMPLE


def test_blank_node_without_description() -> None:
    text = canonical_turtle(Graph().parse(data="<a:s> <a:p> [] ."))
    assert text == "<a:s>\n    <a:p> [] .\n"


def test_text_keeps_quotes_lines_and_backslashes() -> None:
    graph = Graph().parse(data=r'<a:s> <a:p> """one "two" \\three' + '\n\tfour\\""""@fr, "" .')
    assert isomorphic(graph, Graph().parse(data=canonical_turtle(graph)))


@pytest.mark.parametrize(
    "turtle",
    [
        "<a:s> <a:p> _:b . <a:t> <a:p> _:b . _:b <a:p> 1 .",
        "_:a <a:p> _:b . _:b <a:p> _:a .",
        "<a:s> <a:p> _:a . _:a <a:p> _:b . _:b <a:p> _:a .",
        "<a:s> <a:p> _:l . _:l rdf:first 1 , 2 ; rdf:rest () .",
        "<a:s> <a:p> _:l . _:l rdf:first 1 ; rdf:rest () ; <a:p> 2 .",
    ],
    ids=["shared", "circle", "circle with a tail", "list with two heads", "list with a tag"],
)
def test_blank_nodes_that_are_no_tree_are_refused(turtle: str) -> None:
    with pytest.raises(ValueError, match="IRI"):
        canonical_turtle(Graph().parse(data=f"PREFIX rdf: <{RDF}> {turtle}"))
