"""The view of the ontology has all of it, in the order in which a reader wants it."""

from collections.abc import Callable

import pytest
from rdflib import Graph
from rdflib.namespace import OWL, RDF

from reportedly.engine.embedded import Embedded
from reportedly.errors import ResourceMissing
from reportedly.terms import RPT
from reportedly.vocabulary import ontology
from reportedly.vocabulary.model import Ontology, Term

KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)


@pytest.fixture(scope="module")
def shown(shipped: Embedded) -> Ontology:
    return ontology.read(shipped)


@pytest.fixture(scope="module")
def terms(shown: Ontology) -> dict[str, Term]:
    return {term.name: term for term in shown.terms}


def test_every_term_is_there_once(shown: Ontology, vocabulary: Graph) -> None:
    declared = {str(term) for kind in KINDS for term in vocabulary.subjects(RDF.type, kind)}
    assert sorted(term.iri for term in shown.terms) == sorted(
        iri for iri in declared if iri.startswith(RPT)
    )


def test_the_header_says_what_it_is(shown: Ontology) -> None:
    assert (shown.version, shown.status) == ("0.1.0", "draft")
    assert shown.version_iri.endswith("/ns/0.1.0")
    assert [title.language for title in shown.titles] == ["en", "fr", "ar"]
    assert shown.citation
    assert shown.licence
    assert shown.modified


def test_every_term_has_labels_definition_and_example(shown: Ontology) -> None:
    for term in shown.terms:
        assert [label.language for label in term.labels] == ["en", "fr", "ar"], term.name
        assert term.definition
        assert term.example


def test_sections_start_with_the_core(shown: Ontology) -> None:
    heads = [section.head.name if section.head else "" for section in shown.sections]
    assert heads[:3] == ["Report", "Statement", "Account"]
    assert heads[-3:] == ["", "Designation", "Comparison"]
    for section in shown.sections:
        core = [term.core for term in section.terms if not term.is_class]
        assert core == sorted(core, reverse=True)


def test_a_property_stands_with_the_class_that_has_it(shown: Ontology) -> None:
    homes = {
        term.name: section.head.name if section.head else ""
        for section in shown.sections
        for term in section.terms
    }
    assert homes["source"] == "Statement"
    assert homes["territory"] == "Actor"
    assert homes["insertion"] == "Passage"
    assert homes["wording"] == ""


def test_terms_know_what_is_above_and_below_them(terms: dict[str, Term]) -> None:
    assert terms["actor"].above == (str(RPT.participant),)
    assert str(RPT.actor) in terms["participant"].below
    assert str(RPT.Quotation) in terms["Passage"].below
    assert "asymmetric" in terms["within"].traits


def test_alignments_come_with_their_reasons(terms: dict[str, Term]) -> None:
    aligned = terms["Event"].alignments
    assert {each.relation for each in aligned} == {"compare"}
    assert all(each.reason for term in terms.values() for each in term.alignments)
    assert "https://schema.org/Claim" in {each.iri for each in terms["Account"].alignments}


def test_disjoint_classes_are_told_as_they_are_declared(shown: Ontology) -> None:
    tops, kinds, pair = shown.disjoint
    assert tops[:2] == (str(RPT.Report), str(RPT.Statement))
    assert kinds == (str(RPT.Person), str(RPT.Organization), str(RPT.Group))
    assert pair == (str(RPT.UnnamedSource), str(RPT.Organization))


def test_members_that_are_required_come_first(terms: dict[str, Term]) -> None:
    least = [rule.least for rule in terms["Statement"].members]
    assert least == sorted(least, reverse=True)


def test_uses_are_counted_and_no_gloss_is_shown(terms: dict[str, Term]) -> None:
    assert terms["Statement"].uses.number == 33
    gloss = terms["gloss"].sample
    assert gloss
    assert not gloss.value


def test_an_engine_without_ontology_has_none_to_show() -> None:
    with pytest.raises(ResourceMissing):
        ontology.read(Embedded.in_memory())


def test_classes_in_a_circle_do_no_harm(holding: Callable[[str], Embedded]) -> None:
    engine = holding("""
        <https://w3id.org/reportedly/ns> a owl:Ontology .
        rpt:A a owl:Class ; rdfs:isDefinedBy <https://w3id.org/reportedly/ns> ;
          rdfs:subClassOf rpt:B .
        rpt:B a owl:Class ; rdfs:isDefinedBy <https://w3id.org/reportedly/ns> ;
          rdfs:subClassOf rpt:A .
        rpt:p a owl:ObjectProperty ; rdfs:isDefinedBy <https://w3id.org/reportedly/ns> .
    """)
    assert [term.name for term in ontology.read(engine).terms] == ["p"]
