"""The concept schemes and their matches keep to SKOS, and the ranges of the model to the schemes.

See https://www.w3.org/TR/skos-reference/ for the integrity conditions that are named here.
"""

from rdflib import Graph
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS
from rdflib.term import Node

from reportedly.terms import KIND, RPT

SCHEMES = {
    "kind": "kinds",
    "act": "acts",
    "status": "statuses",
    "rendering": "renderings",
    "measure": "measures",
    "population": "populations",
    "finding": "findings",
}
"""Property whose values are concepts, and their scheme."""

CODES = {"plover", "cameo", "acled", "ucdp"}
MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch)


def scheme_of(graph: Graph, concept: Node) -> str:
    return str(graph.value(concept, SKOS.inScheme)).removeprefix(KIND)


def matched(graph: Graph) -> list[tuple[Node, Node]]:
    return [pair for each in MATCHES for pair in graph.subject_objects(each)]


def test_there_are_seven_schemes_and_four_code_systems(vocabulary: Graph) -> None:
    schemes = {str(s).removeprefix(KIND) for s in vocabulary.subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes == {*SCHEMES.values(), *CODES}


def test_each_scheme_serves_a_property(vocabulary: Graph) -> None:
    with_concepts = set(vocabulary.subjects(RDFS.range, SKOS.Concept))
    assert with_concepts == {RPT[name] for name in SCHEMES}
    for name, scheme in SCHEMES.items():
        assert f"kind:{scheme}" in str(vocabulary.value(RPT[name], SKOS.definition))


def test_matches_lead_from_our_concepts_to_codes(vocabulary: Graph) -> None:
    for ours, code in matched(vocabulary):
        assert scheme_of(vocabulary, ours) in SCHEMES.values()
        assert scheme_of(vocabulary, code) in CODES


def test_two_concepts_match_in_one_way_only(vocabulary: Graph) -> None:
    """S46: what matches exactly does not match more broadly or narrowly."""
    pairs = matched(vocabulary)
    assert len(pairs) == len(set(pairs))


def test_an_exact_match_is_not_shared(vocabulary: Graph) -> None:
    """An exact match is transitive, so two of ours with one code would be the same."""
    codes = list(vocabulary.objects(None, SKOS.exactMatch))
    assert len(codes) == len(set(codes))


def test_codes_are_listed_because_they_match(vocabulary: Graph) -> None:
    used = {code for _, code in matched(vocabulary)}
    above = {parent for code in used for parent in vocabulary.objects(code, SKOS.broader)}
    codes = {
        concept
        for concept in vocabulary.subjects(RDF.type, SKOS.Concept)
        if scheme_of(vocabulary, concept) in CODES
    }
    assert codes == used | above


def test_codes_carry_their_notation_and_no_definition_of_the_codebook(vocabulary: Graph) -> None:
    for system in CODES:
        assert vocabulary.value(KIND[system], DCTERMS.source), system
        for code in vocabulary.subjects(SKOS.inScheme, KIND[system]):
            assert len(list(vocabulary[code : SKOS.notation])) == 1, code
            assert not list(vocabulary[code : SKOS.definition]), code


def test_broader_populations_contain_narrower_ones(vocabulary: Graph) -> None:
    """A comparison of figures relies on these."""
    people = set(vocabulary.transitive_subjects(SKOS.broader, KIND.people))
    assert {KIND.children, KIND.militants, KIND.soldiers, KIND["militia-members"]} <= people
    assert KIND.cities not in people


def test_everything_counted_is_a_tally_and_a_rank_is_not(vocabulary: Graph) -> None:
    tallies = set(vocabulary.transitive_subjects(SKOS.broader, KIND.tally))
    measures = set(vocabulary.subjects(SKOS.inScheme, KIND.measures))
    assert measures - tallies == {KIND.rank}
