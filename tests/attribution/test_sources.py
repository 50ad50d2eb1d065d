"""Sources: which speakers are one voice, and who is told of."""

from reportedly.attribution import sources
from reportedly.attribution.sources import Group
from reportedly.engine.embedded import Embedded
from reportedly.media import TURTLE

GRAPH = "https://w3id.org/reportedly/report/made"
MADE = f"""
PREFIX : <{GRAPH}#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX rpt: <https://w3id.org/reportedly/ns#>
"""


def made(turtle: str) -> Embedded:
    engine = Embedded.in_memory()
    engine.add(GRAPH, (MADE + turtle).encode(), TURTLE.media_type)
    return engine


def speakers(group: Group) -> set[str]:
    return {each.ref.iri.partition("#")[2] for each in group.speakers}


def test_those_who_are_bound_by_one_body_in_the_end_are_one_group(seeded: Embedded) -> None:
    found = sources.read(seeded).groups
    syria = next(
        group for group in found if [ref.label for ref in group.bodies] == ["Syria (state)"]
    )
    assert [each.ref.label for each in syria.named] == ["Syrian Armed Forces"]
    assert [each.ref.label for each in syria.unnamed] == ["Two Syrian army sources"]


def test_actors_who_are_linked_as_the_same_are_one_group() -> None:
    engine = made("""
        :a a rpt:Person ; owl:sameAs <http://example.org/1> .
        :b a rpt:Person ; owl:sameAs <http://example.org/1> .
        :c a rpt:Person .
        :s1 rpt:source :a . :s2 rpt:source :b . :s3 rpt:source :c .
    """)
    found = sources.read(engine).groups
    assert sorted(map(len, map(speakers, found))) == [1, 2]


def test_bonds_that_lead_round_in_a_ring_come_to_an_end() -> None:
    engine = made(":a a rpt:Group ; rpt:principal :b . :b rpt:principal :a . :s1 rpt:source :a .")
    (group,) = sources.read(engine).groups
    assert (speakers(group), group.bodies) == ({"a"}, ())


def test_who_only_is_told_of_is_listed_and_no_speaker(seeded: Embedded) -> None:
    found = sources.read(seeded)
    hezbollah = next(each for each in found.actors if each.ref.label == "Hezbollah")
    assert (hezbollah.said, hezbollah.told > 0) == (0, True)
    assert "hezbollah" not in {name for group in found.groups for name in speakers(group)}


def test_those_who_speak_jointly_are_pairs(seeded: Embedded) -> None:
    (joint,) = sources.read(seeded).joint
    assert (joint.one.label, joint.other.label, joint.statements) == (
        "Masoud Pezeshkian",
        "Vladimir Putin",
        3,
    )


def test_all_words_must_be_in_the_names(seeded: Embedded) -> None:
    found = sources.read(seeded)
    assert [each.ref.label for each in found.matching("observatory RIGHTS", "")] == [
        "Syrian Observatory for Human Rights"
    ]
    assert not found.matching("observatory army", "")
    assert found.matching("", "State")


def test_groups_of_many_reports_share_no_speaker(large: Embedded) -> None:
    found = sources.read(large)
    members = [each.ref.iri for group in found.groups for each in group.speakers]
    assert sorted(members) == sorted(each.ref.iri for each in found.actors if each.said)
