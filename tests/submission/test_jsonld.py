"""JSON-LD in the bundled context: what other processors read in it, and what is refused."""

import json
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

from reportedly import documents, generation, resources
from reportedly.errors import DocumentSyntaxError, SubmissionRefused
from reportedly.submission import context, jsonld
from reportedly.terms import RPT

CONTEXT = json.loads((resources.ontology() / "context.jsonld").read_text(encoding="utf-8"))
REPORT = "https://w3id.org/reportedly/report/a-b"
TYPE = str(RDF.type)

Json = dict[str, Any]


def document(*nodes: Json) -> str:
    return json.dumps({"@context": context.IRI, "@graph": nodes}, ensure_ascii=False, indent=1)


def read(*nodes: Json) -> list[ox.Triple]:
    return jsonld.read(document(*nodes)).triples


def by_oxigraph(text: str) -> set[ox.Triple]:
    """What a processor reads that has fetched the context."""
    body = json.dumps(json.loads(text) | CONTEXT)
    return {quad.triple for quad in ox.parse(body, format=ox.RdfFormat.JSON_LD)}


def nodes_of(turtle: bytes) -> Iterator[Json]:
    """The nodes of a graph in the terms of the context."""
    nodes: dict[str, Json] = {}
    names = {term.iri: name for name, term in context.bundled().terms.items()}
    for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE):
        subject, predicate, value = quad.triple
        node = nodes.setdefault(str(subject)[1:-1], {})
        key = "@type" if predicate.value == TYPE else names[predicate.value]
        if isinstance(value, ox.Literal) and value.language:
            node.setdefault(key, {}).setdefault(value.language, []).append(value.value)
        elif isinstance(value, ox.Literal):
            typed = {"@value": value.value, "@type": value.datatype.value}
            node.setdefault(key, []).append(typed)
        else:
            node.setdefault(key, []).append(str(value)[1:-1])
    yield from ({"@id": iri, **node} for iri, node in nodes.items())


def seeds() -> list[bytes]:
    shipped = [path.read_bytes() for path in resources.turtle_files(resources.data() / "reports")]
    made = [report.turtle.encode() for report in generation.corpus(reports=3, seed=4)]
    return [*shipped, *made]


@pytest.mark.parametrize("turtle", seeds(), ids=lambda turtle: turtle[8:40].decode())
def test_a_report_says_the_same_in_both_formats(turtle: bytes) -> None:
    text = document(*nodes_of(turtle))
    expected = {quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}
    assert set(jsonld.read(text).triples) == expected == by_oxigraph(text)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.one_of(TEXTS, st.integers(-(10**14) + 1, 10**14 - 1), st.booleans())
NAMES = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
IRIS = st.one_of(
    NAMES.map(lambda name: f"report:a-b#{name}"),
    NAMES.map(lambda name: f"id:{name}"),
    NAMES.map(lambda name: f"https://example.org/{name}"),
)
TYPED = st.fixed_dictionaries(
    {"@value": VALUES},
    optional={"@type": st.sampled_from(["xsd:decimal", "xsd:gYear", f"{RPT}x"])},
)
TAGGED = st.fixed_dictionaries({"@value": TEXTS, "@language": st.sampled_from(["en", "ar-SY"])})


def some(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return values | st.lists(values, max_size=3)


def described(iris: st.SearchStrategy[str]) -> st.SearchStrategy[Json]:
    """Nodes with some of the keys of each kind."""
    terms = context.bundled().terms
    values: dict[str, st.SearchStrategy[Any]] = {"@type": some(st.sampled_from(["Actor", "Event"]))}
    for name, term in terms.items():
        if term.by_language:
            values[name] = st.dictionaries(st.sampled_from(["en", "fr", "ar-SY"]), some(TEXTS))
        elif term.coercion == "@vocab":
            values[name] = some(NAMES.filter(lambda slug: slug not in context.bundled()) | IRIS)
        elif term.coercion == "@id":
            values[name] = some(IRIS)
        else:
            values[name] = some(VALUES | TYPED | TAGGED)
    told = st.one_of([st.tuples(st.just(name), value) for name, value in values.items()])
    return st.builds(
        lambda iri, members: {"@id": iri, **dict(members)}, iris, st.lists(told, max_size=4)
    )


DESCRIBED = described(IRIS)


@settings(max_examples=50, deadline=None)
@given(st.lists(DESCRIBED, max_size=3), DESCRIBED)
def test_other_processors_read_the_same(nodes: list[Json], inner: Json) -> None:
    nodes = [{**node, "account": [inner], "title": "told"} for node in nodes]
    text = document(*nodes)
    assert set(jsonld.read(text).triples) == by_oxigraph(text)


@settings(max_examples=50, deadline=None)
@given(DESCRIBED)
def test_each_triple_has_the_place_of_its_terms(node: Json) -> None:
    text = document(node | {"digest": "x"})
    source = jsonld.read(text)
    for triple, spot in zip(source.triples, source.spots(), strict=True):
        assert text.startswith(json.dumps(node["@id"]), spot.subject)
        key = json.loads(
            text[spot.predicate : text.index(":", text.index('"', spot.predicate + 2))]
        )
        assert key == "@type" or context.bundled().terms[key].iri == triple.predicate.value
        assert text[spot.object] in '"{-0123456789tf'


def test_one_node_may_stand_alone() -> None:
    text = json.dumps({"@context": context.IRI, "@id": "report:a-b", "@type": "Report"})
    assert jsonld.read(text).triples == read({"@id": REPORT, "@type": ["Report"]})


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('{"@id": "report:a", "@type": "Report"}', "@context"),
        ('{"@context": "http://127.0.0.1:9/canary", "@id": "report:a"}', "none is fetched"),
        ('{"@context": "file:///etc/passwd", "@id": "report:a"}', "none is fetched"),
        ('{"@context": {"@import": "http://127.0.0.1:9/"}, "@id": "report:a"}', "none is fetched"),
        (f'{{"@context": ["{context.IRI}"], "@id": "report:a"}}', "none is fetched"),
        ('[{"@id": "report:a"}]', "object"),
        ('"report"', "object"),
        ("", "value is expected"),
    ],
)
def test_only_the_bundled_context_is_read(text: str, word: str) -> None:
    with pytest.raises((SubmissionRefused, DocumentSyntaxError), match=word):
        jsonld.read(text)


@pytest.mark.parametrize(
    ("node", "word", "found"),
    [
        ({"@id": REPORT}, "drops this node", f'"{REPORT}"'),
        ({"@id": REPORT, "account": []}, "drops this node", f'"{REPORT}"'),
        ({"@id": REPORT, "sauce": "x"}, "“sauce” is not a key", '"sauce"'),
        ({"@id": REPORT, "rpt:source": "id:x"}, "“rpt:source” is not a key", '"rpt:source"'),
        ({"@id": REPORT, "title": None}, "null", "null"),
        ({"@id": REPORT, "length": 1.5}, "alike", "1.5"),
        ({"@id": REPORT, "length": 10**20}, "alike", "1000"),
        ({"@id": REPORT, "account": {"gloss": "x"}}, "no IRI", '{\n    "gloss"'),
        ({"@id": "_:a", "title": "x"}, "no IRI", '"_:a"'),
        ({"@id": REPORT, "account": "_:a"}, "no IRI", '"_:a"'),
        ({"@id": REPORT, "account": "#s01-a"}, "not an IRI", '"#s01-a"'),
        ({"@id": REPORT, "account": "http://e/a b"}, "not an IRI", '"http://e/a b"'),
        ({"@id": "a-b", "title": "x"}, "not an IRI", '"a-b"'),
        ({"@id": REPORT, "account": [["id:x"]]}, "stands in an array", '[\n     "id:x"'),
        ({"@id": REPORT, "@type": "Reprot"}, "“Reprot” is not a class", '"Reprot"'),
        ({"@id": REPORT, "@type": 5}, "text is expected", "5"),
        ({"@id": REPORT, "title": {"@value": "x", "@language": "en"}}, "language", '"@value"'),
        ({"@id": REPORT, "title": {"english language": "x"}}, "language tag", '"english'),
        ({"@id": REPORT, "title": {"en": 5}}, "text is expected", "5"),
        ({"@id": REPORT, "digest": {"@value": "x", "@index": "y"}}, "understood", "{"),
        ({"@id": REPORT, "digest": {"@value": ["x"]}}, "text, a number", "["),
        ({"@id": REPORT, "@graph": [{"@id": "id:x", "digest": "x"}]}, "Named graphs", '"@graph"'),
        ({"@id": REPORT, "@reverse": {"account": "id:x"}}, "“@reverse”", '"@reverse"'),
        ({"@id": REPORT, "@included": []}, "“@included”", '"@included"'),
        ({"@id": REPORT, "@context": context.IRI}, "“@context”", '"@context"'),
        ({"@id": REPORT, "kind": "source"}, "no concept", '"source"'),
        ({"@id": REPORT, "kind": "Phone call"}, "not an IRI", '"Phone call"'),
        ({"@id": REPORT, "digest": "\ud800"}, "surrogate", '"\\ud800"'),
    ],
)
def test_nothing_is_dropped_or_guessed(node: Json, word: str, found: str) -> None:
    text = json.dumps({"@context": context.IRI, "@graph": [node]}, indent=1)
    with pytest.raises(SubmissionRefused, match=word) as caught:
        jsonld.read(text)
    error = caught.value
    assert error.line is not None
    assert error.column is not None
    rest = "\n".join(text.split("\n")[error.line - 1 :])[error.column - 1 :]
    assert rest.startswith(found)


def test_a_named_graph_is_refused() -> None:
    text = f'{{"@context": "{context.IRI}", "@id": "id:x", "@graph": []}}'
    with pytest.raises(SubmissionRefused, match="Named graphs"):
        jsonld.read(text)


def test_a_misspelt_key_comes_with_a_guess() -> None:
    with pytest.raises(SubmissionRefused) as caught:
        read({"@id": REPORT, "sauce": "id:reuters"})
    assert caught.value.hint.endswith("Did you mean “source”?")


def test_the_context_has_every_class_and_property(vocabulary: Graph) -> None:
    shapes = Graph()
    for path in resources.turtle_files(resources.shapes() / "data"):
        shapes += documents.read_turtle(path)
    paths = {*shapes.objects(None, SH.path), *shapes.objects(None, SH.inversePath)}
    told = {iri for iri in paths if isinstance(iri, URIRef)}
    told -= {RDF.type, RDFS.isDefinedBy, SKOS.inScheme}
    defined = {iri for iri in vocabulary.subjects(RDFS.isDefinedBy) if str(iri).startswith(RPT)}
    defined -= set(vocabulary.subjects(RDF.type, SKOS.Collection))
    classes = {iri for iri in defined if (iri, RDF.type, OWL.Class) in vocabulary}
    known = context.bundled()
    assert set(known.classes.values()) == set(map(str, classes))
    assert {term.iri for term in known.terms.values()} == set(map(str, told | defined - classes))
    assert len(known.terms) == len(told | defined - classes)


def test_the_context_reads_texts_as_the_ontology_has_them(vocabulary: Graph) -> None:
    for name, term in context.bundled().terms.items():
        iri = URIRef(term.iri)
        if (iri, RDF.type, OWL.ObjectProperty) in vocabulary:
            concept = (iri, RDFS.range, SKOS.Concept) in vocabulary
            assert term.coercion == ("@vocab" if concept else "@id"), name
        for datatype in vocabulary.objects(iri, RDFS.range):
            if not concept_or_class(vocabulary, datatype):
                assert term.coercion in ("", str(datatype)), name


def concept_or_class(vocabulary: Graph, iri: Any) -> bool:
    return (iri, RDF.type, OWL.Class) in vocabulary or iri == SKOS.Concept
