"""The pitfalls of the OOPS! catalogue that a program can see without the Web.

See https://oops.linkeddata.es/catalogue.jsp. Each check returns the terms that fall into its
pitfall; they must be exactly the waived ones, so that a waiver cannot outlive its reason.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from reportedly import resources
from reportedly.terms import BASE, RPT, SHAPE

BUILT_IN = (str(OWL), str(RDF), str(RDFS))
PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty)
CONNECTIONS = (RDFS.subClassOf, RDFS.domain, RDFS.range)

NO_PROGRAM = {
    "P01": "whether a class has two meanings is for readers to see",
    "P02": "whether two classes mean the same is for readers to see; P32 sees equal labels",
    "P09": "whether a domain is covered is tested by the competency questions",
    "P17": "whether a hierarchy is too deep is for readers to see",
    "P18": "whether a domain is too narrow is seen by the reasoners on the data",
    "P30": "whether two classes mean the same is for readers to see; P32 sees equal labels",
    "P37": "whether the ontology is on the Web cannot be seen offline",
}
"""Pitfalls that no check here decides, and why."""

NOT_USED = {
    "P05": OWL.inverseOf,
    "P14": OWL.allValuesFrom,
    "P15": OWL.complementOf,
    "P16": OWL.equivalentClass,
    "P24": OWL.equivalentClass,
    "P25": OWL.inverseOf,
    "P26": OWL.inverseOf,
    "P27": OWL.equivalentProperty,
    "P28": OWL.SymmetricProperty,
    "P29": OWL.TransitiveProperty,
    "P31": OWL.equivalentClass,
    "P33": OWL.propertyChainAxiom,
}
"""Pitfalls of constructs that the ontology does not use at all."""

LINTED = {
    "P08": "Defined-definition",
    "P19": "Property-domain",
    "P22": "Property-name",
    "P38": "Header",
    "P39": "Header-namespace",
    "P41": "Header-license",
}
"""Pitfalls that the lint finds, by the shape that finds it."""

NO_TEXT_TYPE = "OWL 2 RL has no datatype for text in a language; SHACL asks for it"
NO_UNION = "and OWL 2 RL has no union here; SHACL lists them"

WAIVERS = {
    "P11": {
        "assumption": f"{NO_TEXT_TYPE}; several classes have it, {NO_UNION}",
        "designates": f"actors, events and places are its values, {NO_UNION}",
        "digest": f"reports and passages have it, {NO_UNION}",
        "gloss": NO_TEXT_TYPE,
        "passage": f"statements, accounts and designations have it, {NO_UNION}",
        "placeWording": NO_TEXT_TYPE,
        "reason": NO_TEXT_TYPE,
        "timeWording": f"{NO_TEXT_TYPE}; statements and accounts have it, {NO_UNION}",
        "within": f"reports and statements are its values, {NO_UNION}",
        "wording": f"{NO_TEXT_TYPE}; figures and designations have it, {NO_UNION}",
    },
    "P13": {"*": "one direction only, so that a fact has one form; SPARQL reads ^ the other way"},
}
"""Terms that may fall into a pitfall, each with its reason; * waives them all."""


def local(term: Node) -> str:
    return str(term).removeprefix(str(RPT))


def ours(graph: Graph, *types: Node) -> set[Node]:
    found = {term for each in types for term in graph.subjects(RDF.type, each)}
    return {term for term in found if str(term).startswith(str(RPT))}


def properties(graph: Graph) -> set[Node]:
    return ours(graph, *PROPERTY_TYPES)


def lacking(graph: Graph, terms: set[Node], *predicates: URIRef) -> set[Node]:
    """Return the terms that lack one of the predicates."""
    return {t for t in terms if any(graph.value(t, p) is None for p in predicates)}


def same_label(graph: Graph, terms: set[Node]) -> set[Node]:
    counts = Counter(label for term in terms for label in graph.objects(term, RDFS.label))
    twice = {label for label, count in counts.items() if count > 1}
    return {term for term in terms if twice & set(graph.objects(term, RDFS.label))}


def english_words(graph: Graph, term: Node) -> set[str]:
    labels = graph.objects(term, RDFS.label)
    english = [label for label in labels if getattr(label, "language", "") == "en"]
    return {word for label in english for word in str(label).split()}


def p03(graph: Graph) -> set[Node]:
    """A property that says “is”."""
    return {p for p in properties(graph) if local(p) in {"is", "isA", "instanceOf"}}


def p04(graph: Graph) -> set[Node]:
    """A class that nothing connects to the others."""
    connected = {n for each in CONNECTIONS for pair in graph.subject_objects(each) for n in pair}
    return ours(graph, OWL.Class) - connected


def p06(graph: Graph) -> set[Node]:
    """A class above itself."""
    return {
        c
        for c in ours(graph, OWL.Class)
        for parent in graph.objects(c, RDFS.subClassOf)
        if c in graph.transitive_objects(parent, RDFS.subClassOf)
    }


def p07(graph: Graph) -> set[Node]:
    """A class that merges two concepts."""
    return {c for c in ours(graph, OWL.Class) if {"and", "or"} & english_words(graph, c)}


def disjoint_pairs(graph: Graph) -> Iterator[frozenset[Node]]:
    yield from (frozenset(pair) for pair in graph.subject_objects(OWL.disjointWith))
    for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        members = graph.items(graph.value(axiom, OWL.members) or RDF.nil)
        yield from map(frozenset, combinations(members, 2))


def p10(graph: Graph) -> set[Node]:
    """A class at the top that is not disjoint with all others there."""
    classes = ours(graph, OWL.Class)
    top = {c for c in classes if not classes & set(graph.objects(c, RDFS.subClassOf))}
    pairs = set(disjoint_pairs(graph))
    return {a for a in top for b in top - {a} if frozenset({a, b}) not in pairs}


def p11(graph: Graph) -> set[Node]:
    """A property without domain or range."""
    return lacking(graph, properties(graph), RDFS.domain, RDFS.range)


def p12(graph: Graph) -> set[Node]:
    """Properties of one label, which may be meant to be equivalent."""
    return same_label(graph, properties(graph))


def p13(graph: Graph) -> set[Node]:
    """An object property without inverse."""
    inverted = {node for pair in graph.subject_objects(OWL.inverseOf) for node in pair}
    return ours(graph, OWL.ObjectProperty) - inverted


def p20(graph: Graph) -> set[Node]:
    """A label that is a definition, or a definition that only repeats the label."""
    terms = ours(graph, OWL.Class) | properties(graph)
    long = {t for t in terms for label in graph[t : RDFS.label] if len(str(label)) > 40}
    return long | {t for t in terms for d in graph[t : SKOS.definition] if len(str(d).split()) < 4}


def p21(graph: Graph) -> set[Node]:
    """A class for whatever is left over."""
    words = {"other", "miscellaneous", "misc", "unknown", "various"}
    return {c for c in ours(graph, OWL.Class) if words & english_words(graph, c)}


def p23(graph: Graph) -> set[Node]:
    """A class for what a datatype does."""
    types = {"Date", "Time", "String", "Integer", "Number", "Boolean", "Duration", "Language"}
    return {c for c in ours(graph, OWL.Class) if local(c) in types}


def p32(graph: Graph) -> set[Node]:
    """Classes of one label."""
    return same_label(graph, ours(graph, OWL.Class))


def p34(graph: Graph) -> set[Node]:
    """A class that is used and not declared."""
    used = {c for each in CONNECTIONS for c in graph.objects(None, each)}
    declared = set(graph.subjects(RDF.type, OWL.Class))
    return {c for c in used - declared if not str(c).startswith(str(XSD))}


def p35(graph: Graph) -> set[Node]:
    """A property that is used and not declared."""
    types = (*PROPERTY_TYPES, OWL.AnnotationProperty)
    declared = {p for each in types for p in graph.subjects(RDF.type, each)}
    used = set(graph.predicates()) | set(graph.objects(None, RDFS.subPropertyOf))
    return {p for p in used - declared if not str(p).startswith(BUILT_IN)}


def p36(graph: Graph) -> set[Node]:
    """An ontology whose IRI ends in the name of a format."""
    endings = (".owl", ".rdf", ".ttl", ".n3", ".rdfxml", ".jsonld")
    return {o for o in graph.subjects(RDF.type, OWL.Ontology) if str(o).endswith(endings)}


def p40(graph: Graph) -> set[Node]:
    """A term of another namespace of which more is said than its type."""
    described = {s for s, p in graph.subject_predicates() if p != RDF.type}
    return {s for s in described if isinstance(s, URIRef) and not str(s).startswith(BASE)}


MEANING = (p03, p04, p06, p07, p10, p11, p12, p13, p20, p21, p23, p32)
WRITING = (p34, p35, p36, p40)
CHECKS: dict[str, Callable[[Graph], set[Node]]] = {
    check.__name__.upper(): check for check in (*MEANING, *WRITING)
}

FALLS = {
    "P03": "rpt:is a owl:ObjectProperty .",
    "P04": "rpt:Island a owl:Class .",
    "P06": "rpt:State rdfs:subClassOf rpt:Actor . rpt:Actor rdfs:subClassOf rpt:State .",
    "P07": 'rpt:Both a owl:Class ; rdfs:label "person or place"@en .',
    "P10": "rpt:Loose a owl:Class .",
    "P11": "rpt:loose a owl:ObjectProperty ; rdfs:domain rpt:Actor .",
    "P12": 'rpt:speaker a owl:ObjectProperty ; rdfs:label "source"@en .',
    "P20": 'rpt:Terse a owl:Class ; skos:definition "A thing."@en .',
    "P21": 'rpt:Rest a owl:Class ; rdfs:label "other things"@en .',
    "P23": "rpt:Date a owl:Class .",
    "P32": 'rpt:Doer a owl:Class ; rdfs:label "actor"@en .',
    "P34": "rpt:Actor rdfs:subClassOf rpt:Ghost .",
    "P35": "rpt:Actor rpt:ghost 1 .",
    "P36": "<https://w3id.org/reportedly/ns.owl> a owl:Ontology .",
    "P40": "skos:Concept rdfs:subClassOf rpt:Actor .",
}
"""What makes the ontology fall into a pitfall; P13 is waived as a whole."""

PREFIXES = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX rpt: <https://w3id.org/reportedly/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


def test_the_catalogue_is_covered() -> None:
    codes = [*NO_PROGRAM, *NOT_USED, *LINTED, *CHECKS]
    assert sorted(codes) == [f"P{number:02}" for number in range(1, 42)]


def test_the_lint_has_the_shapes_that_find_pitfalls() -> None:
    lint = Graph().parse(resources.shapes() / "ontology" / "lint.ttl")
    assert {SHAPE[f"Lint-{shape}"] for shape in LINTED.values()} <= set(lint.subjects())


@pytest.mark.parametrize("code", CHECKS)
def test_only_waived_terms_fall_into_a_pitfall(code: str, vocabulary: Graph) -> None:
    fallen = {local(term) for term in CHECKS[code](vocabulary)}
    waived = set(WAIVERS.get(code, {}))
    assert fallen if waived == {"*"} else fallen == waived


@pytest.mark.parametrize(("code", "construct"), NOT_USED.items(), ids=NOT_USED)
def test_constructs_with_pitfalls_are_not_used(
    code: str, construct: URIRef, vocabulary: Graph
) -> None:
    assert construct not in {*vocabulary.predicates(), *vocabulary.objects()}, code


@pytest.mark.parametrize(("code", "turtle"), FALLS.items(), ids=FALLS)
def test_each_check_sees_its_pitfall(code: str, turtle: str, vocabulary: Graph) -> None:
    fallen = vocabulary + Graph().parse(data=PREFIXES + turtle)
    assert CHECKS[code](fallen) > CHECKS[code](vocabulary)
