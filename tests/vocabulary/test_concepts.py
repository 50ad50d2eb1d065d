"""Concepts stand in trees, match codes of others, and are counted."""

from collections.abc import Callable

import pytest
from rdflib import Graph
from rdflib.namespace import RDF, SKOS

from reportedly.engine.embedded import Embedded
from reportedly.errors import ResourceMissing
from reportedly.terms import KIND, RPT
from reportedly.vocabulary import concepts
from reportedly.vocabulary.concepts import Concept, Concepts


def names(found: tuple[Concept, ...]) -> list[str]:
    return [concept.iri.removeprefix(KIND) for concept in found]


@pytest.fixture(scope="module")
def known(shipped: Embedded) -> Concepts:
    return concepts.read(shipped)[0]


def test_ours_come_before_the_codebooks_of_others(known: Concepts) -> None:
    schemes = names(known.schemes)
    assert schemes[:2] == ["acts", "findings"]
    assert schemes[-4:] == ["acled", "cameo", "plover", "ucdp"]


def test_every_concept_is_in_the_tree_of_its_scheme(known: Concepts, vocabulary: Graph) -> None:
    shown = [
        concept
        for scheme in known.schemes
        for top in known.tops(scheme)
        for concept in known.below(top)
    ]
    declared = set(vocabulary.subjects(RDF.type, SKOS.Concept))
    assert sorted(concept.iri for concept in shown) == sorted(map(str, declared))
    assert sum(map(known.size, known.schemes)) == len(declared)


def test_a_concept_knows_its_way_to_the_top(known: Concepts) -> None:
    airstrike = known.find(str(KIND.airstrike))
    assert names(known.wider(airstrike)) == ["armed-conflict", "violence"]
    assert airstrike in known.narrower(known.wider(airstrike)[0])


def test_codes_stand_in_their_order(known: Concepts) -> None:
    codes = [each.notation for each in known.tops(known.find(str(KIND.cameo)))]
    assert codes == sorted(codes)


def test_uses_are_of_the_concept_alone(shipped: Embedded) -> None:
    _, uses = concepts.read(shipped)
    assert uses[str(KIND.airstrike)].number == 5
    assert not uses[str(KIND.ceasefire)]
    assert str(KIND["cameo-195"]) not in uses


@pytest.mark.parametrize(
    ("slug", "relation", "other"),
    [("airstrike", "narrower than", "cameo-195"), ("cameo-195", "wider than", "airstrike")],
)
def test_matches_are_seen_from_both_sides(
    shipped: Embedded, slug: str, relation: str, other: str
) -> None:
    near = concepts.read_near(shipped, str(KIND[slug]))
    found = near.matches(near.find(str(KIND[slug])))
    assert (relation, other) in {(each.relation, *names((each.other,))) for each in found}


def test_what_is_near_a_concept_is_enough_for_its_page(shipped: Embedded, known: Concepts) -> None:
    for iri in (KIND.people, KIND.state, KIND["plover-assault-aerial"]):
        near, whole = concepts.read_near(shipped, str(iri)), known.find(str(iri))
        concept = near.find(str(iri))
        assert names(near.wider(concept)) == names(known.wider(whole))
        assert names(near.below(concept)) == names(known.below(whole))
        assert names((near.find(concept.scheme),)) == names((known.find(whole.scheme),))


def test_a_scheme_comes_with_all_that_is_in_it(shipped: Embedded, known: Concepts) -> None:
    near = concepts.read_near(shipped, str(KIND.acts))
    assert near.size(near.find(str(KIND.acts))) == known.size(known.find(str(KIND.acts))) == 24
    assert near.properties[str(KIND.acts)] == str(RPT.act)


@pytest.mark.parametrize("iri", ["nothing", "../ns"])
def test_what_is_no_concept_is_missing(shipped: Embedded, iri: str) -> None:
    with pytest.raises(ResourceMissing):
        concepts.read_near(shipped, KIND + iri)


def test_concepts_in_a_circle_do_no_harm(holding: Callable[[str], Embedded]) -> None:
    engine = holding("""
        kind:a a skos:Concept ; skos:inScheme kind:kinds ; skos:broader kind:b .
        kind:b a skos:Concept ; skos:inScheme kind:kinds ; skos:broader kind:a .
    """)
    near = concepts.read_near(engine, str(KIND.a))
    concept = near.find(str(KIND.a))
    assert names(near.wider(concept)) == ["b", "a"]
    assert names(near.below(concept)) == ["a", "b"]
