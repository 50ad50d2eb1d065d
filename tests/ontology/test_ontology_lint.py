"""The lint of the ontology passes, and each of its shapes is seen to fail."""

from functools import cache

import pyshacl
import pytest
from rdflib import Graph
from rdflib.namespace import SH
from rdflib.term import Node

from reportedly import resources
from reportedly.terms import SHAPE

MINIMAL = """
PREFIX bibo: <http://purl.org/ontology/bibo/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX kind: <https://w3id.org/reportedly/kind/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX rpt: <https://w3id.org/reportedly/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX vann: <http://purl.org/vocab/vann/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

<https://w3id.org/reportedly/ns> a owl:Ontology ;
    dcterms:title "Title"@en , "Titre"@fr , "عنوان"@ar ;
    dcterms:description "What it is for."@en ;
    dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
    dcterms:creator <https://w3id.org/reportedly/id/reportedly> ;
    dcterms:created "2026-11-22"^^xsd:date ;
    dcterms:modified "2026-11-23"^^xsd:date ;
    owl:versionIRI <https://w3id.org/reportedly/ns/0.1.0> ;
    owl:versionInfo "0.1.0" ;
    vann:preferredNamespacePrefix "rpt" ;
    vann:preferredNamespaceUri "https://w3id.org/reportedly/ns#" ;
    bibo:status <http://purl.org/ontology/bibo/status/draft> .
rpt:Passage a owl:Class ;
    rdfs:label "passage"@en , "passage"@fr , "مقطع"@ar ;
    skos:definition "A stretch of text."@en ;
    skos:example "Characters 4 to 8."@en ;
    rdfs:isDefinedBy <https://w3id.org/reportedly/ns> ;
    rdfs:subClassOf oa:TextPositionSelector .
rpt:length a owl:DatatypeProperty ;
    rdfs:label "length"@en , "longueur"@fr , "طول"@ar ;
    skos:definition "How long it is."@en ;
    skos:example "4"@en ;
    rdfs:isDefinedBy <https://w3id.org/reportedly/ns> ;
    rdfs:domain rpt:Passage ;
    rdfs:range xsd:integer .
oa:TextPositionSelector a owl:Class .
kind:acts a skos:ConceptScheme ;
    skos:prefLabel "acts"@en , "actes"@fr , "أفعال"@ar ;
    skos:definition "How it was said."@en ;
    skos:example "kind:pledge"@en ;
    rdfs:isDefinedBy kind:acts .
kind:pledge a skos:Concept ;
    skos:prefLabel "pledge"@en , "promettre"@fr , "تعهد"@ar ;
    skos:definition "Says what one will do."@en ;
    skos:example "An ally promises help."@en ;
    rdfs:isDefinedBy kind:acts ;
    skos:inScheme kind:acts ;
    skos:topConceptOf kind:acts .
kind:re-affirm a skos:Concept ;
    skos:prefLabel "reaffirm"@en , "réaffirmer"@fr , "جدد"@ar ;
    skos:definition "Says it again."@en ;
    skos:example "An ally promises help once more."@en ;
    rdfs:isDefinedBy kind:acts ;
    skos:inScheme kind:acts ;
    skos:broader kind:pledge .
kind:plover a skos:ConceptScheme ; dcterms:source <https://github.com/openeventdata/PLOVER> .
kind:plover-agree a skos:Concept ;
    skos:prefLabel "AGREE"@en ;
    skos:inScheme kind:plover ;
    skos:topConceptOf kind:plover .
"""
"""The smallest ontology that the lint accepts."""

HEADER = "<https://w3id.org/reportedly/ns> "
LENGTH = "rpt:length a owl:DatatypeProperty"

FAULTS = [
    ("Header", "a owl:Ontology", "a owl:Thing"),
    ("Header-title", '"Titre"@fr , ', ""),
    ("Header-title", '"Titre"@fr', '"Titre"@fr , "Autre titre"@fr'),
    ("Header-description", 'dcterms:description "What it is for."@en ;', ""),
    ("Header-license", "dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;", ""),
    ("Header-license", "<https://creativecommons.org/licenses/by/4.0/>", '"CC BY"'),
    ("Header-creator", "dcterms:creator <https://w3id.org/reportedly/id/reportedly> ;", ""),
    ("Header-created", '"2026-11-22"^^xsd:date', '"in November"'),
    ("Header-modified", 'dcterms:modified "2026-11-23"^^xsd:date ;', ""),
    ("Header-versionIRI", "/ns/0.1.0>", "/ns/latest>"),
    ("Header-versionInfo", 'owl:versionInfo "0.1.0"', 'owl:versionInfo "first"'),
    ("Header-prefix", 'Prefix "rpt"', 'Prefix "rep"'),
    ("Header-namespace", 'Uri "https://w3id.org/reportedly/ns#"', 'Uri "https://example.org/"'),
    ("Header-status", "bibo:status <http://purl.org/ontology/bibo/status/draft>", 'bibo:status ""'),
    ("Term-defined", f"rdfs:isDefinedBy {HEADER}", ""),
    ("Class-name", "rpt:Passage", "rpt:passage"),
    ("Property-name", "rpt:length", "rpt:the_length"),
    ("Property-kind", LENGTH, LENGTH + " , owl:ObjectProperty"),
    ("Property-domain", "rdfs:domain rpt:Passage", "rdfs:domain rpt:Passage , rpt:Report"),
    ("Property-range", "rdfs:range xsd:integer", "rdfs:range xsd:integer , xsd:decimal"),
    (
        "Defined-by",
        'once more."@en ;\n    rdfs:isDefinedBy kind:acts',
        'once more."@en ;\n    rdfs:isDefinedBy kind:acts , rpt:length',
    ),
    ("Defined-label", '"longueur"@fr , ', ""),
    ("Defined-label", '"longueur"@fr', '"Länge"@de'),
    ("Defined-label", '"promettre"@fr , ', ""),
    ("Defined-definition", 'skos:definition "How long it is."@en ;', ""),
    ("Defined-definition", '"How long it is."', '"length"'),
    ("Defined-example", 'skos:example "4"@en ;', ""),
    ("Scheme", "kind:plover", "kind:plover2"),
    ("Scheme-defined", "dcterms:source", "rdfs:seeAlso"),
    ("Concept-defined", 'more."@en ;\n    rdfs:isDefinedBy kind:acts ;', 'more."@en ;'),
    ("Concept-label", '"réaffirmer"@fr', '"promettre"@fr'),
    ("Concept-broader", "skos:topConceptOf kind:acts", "skos:broader kind:re-affirm"),
    ("Concept-broader", "skos:broader kind:pledge", "skos:broader kind:plover-agree"),
    ("Concept", "kind:re-affirm", "kind:reAffirm"),
    ("Concept-scheme", "skos:inScheme kind:acts ;\n    skos:topConceptOf", "skos:topConceptOf"),
    ("Concept-prefLabel", 'skos:prefLabel "AGREE"@en ;', ""),
    (
        "Concept-parent",
        "skos:broader kind:pledge",
        "skos:broader kind:pledge ; skos:topConceptOf kind:acts",
    ),
    (
        "Axiom",
        "oa:TextPositionSelector a owl:Class",
        "oa:TextPositionSelector rdfs:subClassOf rpt:Passage",
    ),
    ("Axiom", "oa:TextPositionSelector a owl:Class", "oa:start a owl:FunctionalProperty"),
    ("Axiom", "rdfs:subClassOf oa:", "owl:equivalentClass oa:"),
    ("Axiom", "rdfs:subClassOf oa:", "owl:disjointWith oa:"),
    (
        "Disjoint-members",
        "oa:TextPositionSelector a owl:Class",
        "[] a owl:AllDisjointClasses ; owl:members ( rpt:Passage oa:Selector )",
    ),
]
"""Shape that must fail, and the text of the smallest ontology that is replaced to make it so."""


@cache
def lint() -> Graph:
    """Return the shapes of the lint."""
    return Graph().parse(resources.shapes() / "ontology" / "lint.ttl")


def findings(data: Graph) -> set[str]:
    """Return the names of the lint's shapes and constraints that the graph violates."""
    _, report, _ = pyshacl.validate(data, shacl_graph=lint(), advanced=False)
    assert isinstance(report, Graph)
    return {name(culprit(report, result)) for result in report.objects(None, SH.result)}


def culprit(report: Graph, result: Node) -> Node | None:
    """Return the SPARQL constraint that failed, or else the shape."""
    return report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)


def name(node: Node | None) -> str:
    return str(node).removeprefix(f"{SHAPE}Lint-")


def test_the_ontology_passes(vocabulary: Graph) -> None:
    assert findings(vocabulary) == set()


def test_the_smallest_ontology_passes() -> None:
    assert findings(Graph().parse(data=MINIMAL)) == set()


@pytest.mark.parametrize(("shape", "old", "new"), FAULTS)
def test_each_fault_is_found_and_nothing_else(shape: str, old: str, new: str) -> None:
    assert old in MINIMAL
    assert findings(Graph().parse(data=MINIMAL.replace(old, new))) == {shape}


def test_every_shape_has_a_fault() -> None:
    spoken = {name(shape) for shape in lint().subjects(SH.message)}
    assert spoken == {shape for shape, _, _ in FAULTS}


def test_every_message_is_in_english_and_french() -> None:
    for shape in lint().subjects(SH.message):
        languages = [getattr(message, "language", None) for message in lint()[shape : SH.message]]
        assert sorted(map(str, languages)) == ["en", "fr"], shape


def test_the_lint_is_well_formed_shacl() -> None:
    conforms, _, _ = pyshacl.validate(Graph(), shacl_graph=lint(), meta_shacl=True)
    assert conforms is False  # an empty graph has no header
