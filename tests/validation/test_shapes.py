"""The shapes keep to SHACL 1.0, to what engines agree on, and to the ontology."""

import re
import unicodedata

import pyshacl
import pytest
from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS
from rdflib.plugins.sparql import prepareQuery
from rdflib.term import Node

from reportedly.terms import KIND, PREFIXES, RPT, SHAPE
from reportedly.validation import background

SHAPES = background.shapes()
VOCABULARY = background.vocabulary()
TARGETS = {SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf}
CONSTRAINTS = {
    SH["class"], SH.datatype, SH.nodeKind, SH.minCount, SH.maxCount, SH.minInclusive,
    SH.maxInclusive, SH.minLength, SH.maxLength, SH.pattern, SH.uniqueLang, SH.disjoint,
    SH.lessThan, SH.lessThanOrEquals, SH["not"], SH["or"], SH.node, SH.qualifiedValueShape,
    SH.qualifiedMinCount, SH.closed, SH.ignoredProperties, SH.hasValue, SH["in"], SH.sparql,
}  # fmt: skip
OTHER_TERMS = {
    SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint, SH.PrefixDeclaration, SH.IRI, SH.Warning,
    SH.property, SH.path, SH.inversePath, SH.alternativePath, SH.message, SH.severity,
    SH.select, SH.prefixes, SH.declare, SH.prefix, SH.namespace,
}  # fmt: skip
ROOTS = {shape for target in TARGETS for shape in SHAPES.subjects(target)}
REPORTABLE = ROOTS | {each for root in ROOTS for each in SHAPES.objects(root, SH.property)}
QUERIES = sorted(map(str, SHAPES.objects(None, SH.select)))


def within(node: object, namespace: str) -> bool:
    return str(node).startswith(namespace) and str(node) != namespace


def defined() -> set[str]:
    """Every term and concept that the vocabulary defines."""
    terms = VOCABULARY.subjects(RDFS.isDefinedBy)
    return {str(node) for node in [*terms, *VOCABULARY.subjects(RDF.type, SKOS.ConceptScheme)]}


def properties() -> set[Node]:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    found = {each for kind in kinds for each in VOCABULARY.subjects(RDF.type, kind)}
    return {each for each in found if within(each, RPT)}


def allowed(shape: Node) -> set[Node]:
    """The properties of ours that a closed shape lets pass."""
    paths = {SHAPES.value(each, SH.path) for each in SHAPES.objects(shape, SH.property)}
    ignored = SHAPES.value(shape, SH.ignoredProperties)
    assert ignored is not None
    return {path for path in {*paths, *Collection(SHAPES, ignored)} if path in properties()}


def messages(shape: Node) -> dict[str | None, str]:
    return {m.language: str(m) for m in SHAPES.objects(shape, SH.message)}  # type: ignore[attr-defined]


def short(iri: Node) -> str:
    return next(f"{p}:{iri[len(n) :]}" for p, n in PREFIXES.items() if str(iri).startswith(n))  # type: ignore[index]


@pytest.mark.slow
def test_the_shapes_are_well_formed() -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=SHAPES, meta_shacl=True)
    assert conforms, text


def test_only_known_terms_are_used_since_engines_ignore_others() -> None:
    used = {node for triple in SHAPES for node in triple if within(node, str(SH))}
    assert used == TARGETS | CONSTRAINTS | OTHER_TERMS


def test_what_can_be_reported_has_an_iri() -> None:
    assert all(within(shape, SHAPE) for shape in REPORTABLE)


def test_what_can_be_reported_says_so_in_three_languages() -> None:
    silent = {shape for shape in REPORTABLE if not CONSTRAINTS & set(SHAPES.predicates(shape))}
    assert {shape for shape in REPORTABLE if set(messages(shape)) != {"en", "fr", "ar"}} == silent
    assert set(SHAPES.subjects(SH.message)) == REPORTABLE - silent
    assert not any("{" in str(message) for message in SHAPES.objects(None, SH.message))


def test_a_message_names_the_property_that_is_at_fault() -> None:
    for shape in REPORTABLE:
        path = SHAPES.value(shape, SH.path)
        if isinstance(path, URIRef):
            assert all(short(path) in text for text in messages(shape).values()), shape


def test_messages_in_arabic_begin_in_arabic_so_that_they_are_written_from_the_right() -> None:
    texts = [messages(shape)["ar"] for shape in REPORTABLE if "ar" in messages(shape)]
    assert texts
    assert all(unicodedata.bidirectional(text[0]) == "AL" for text in texts)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_message_names_in_every_language_what_it_names_in_english(language: str) -> None:
    for shape in REPORTABLE:
        told = messages(shape)
        names = re.findall(r"\b(?:rpt|kind|oa|dcterms):[\w-]+", told.get("en", ""))
        assert all(name in told[language] for name in names), shape


def test_what_the_shapes_speak_of_exists() -> None:
    texts = [*map(str, SHAPES.objects(None, SH.message)), *QUERIES]
    named = re.findall(r"\b(rpt|kind):([\w-]+)", "\n".join(texts))
    nodes = {str(node) for triple in SHAPES for node in triple}
    used = {node for node in nodes if within(node, RPT) or within(node, KIND)}
    assert {PREFIXES[prefix] + name for prefix, name in named} | used <= defined()


def test_closed_shapes_allow_what_the_ontology_says() -> None:
    for prop in properties():
        domain = VOCABULARY.value(prop, RDFS.domain)
        if domain is None:
            continue
        supers = set(VOCABULARY.transitive_objects(domain, RDFS.subClassOf))
        for shape in SHAPES.subjects(SH.closed):
            expected = SHAPES.value(shape, SH.targetClass) in supers
            assert (prop in allowed(shape)) == expected, (prop, shape)


def test_every_class_is_checked_and_every_property_asks_for_a_class() -> None:
    classes = {c for c in VOCABULARY.subjects(RDF.type, OWL.Class) if within(c, RPT)}
    assert set(Collection(SHAPES, SHAPES.value(SHAPE["Thing-type"], SH["in"]))) == classes  # type: ignore[arg-type]
    assert set(SHAPES.objects(SHAPE.Typed, SH.targetSubjectsOf)) == properties()
    for each in classes:
        supers = set(VOCABULARY.transitive_objects(each, RDFS.subClassOf))
        assert any(SHAPES.value(s, SH.targetClass) in supers for s in SHAPES.subjects(SH.closed))


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_is_one_that_engines_agree_on(query: str) -> None:
    """See https://www.w3.org/TR/shacl/#pre-binding."""
    prepareQuery(query, initNs=dict(PREFIXES))
    assert query.count("SELECT") == 1
    assert not re.search(r"\b(MINUS|VALUES|SERVICE|GRAPH|\?this|\$PATH|\$value)\b", query)
    assert re.match(r"\s*SELECT (DISTINCT )?\$this( \?value)?\nWHERE", query)


def test_a_query_asks_for_the_path_of_its_shape_since_jena_skips_nodes_without_it() -> None:
    for shape, constraint in SHAPES.subject_objects(SH.sparql):
        path = SHAPES.value(shape, SH.path)
        verb = "a" if path == RDF.type else short(path) if path else "WHERE"
        assert re.search(rf"(?<![\w:]){verb}\b", str(SHAPES.value(constraint, SH.select))), shape


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_fails_closed_where_it_computes(query: str) -> None:
    computes = re.search(r"<=| - |SHA256|STRLEN|LANG", query)
    assert bool(computes) == ("!COALESCE(" in query)
