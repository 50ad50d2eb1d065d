"""The shipped data against the reading of the report and the list of verified identifiers."""

import csv
import re
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDFS, SKOS
from rdflib.term import Node

from reportedly import documents, resources
from reportedly.terms import GEO, ID, KIND, OA, RPT

REPORT = "https://w3id.org/reportedly/report/syria-2024-12-02"
ROW = re.compile(r"^\| ([CR]\d\d) \| \d+ \| (\d+)–(\d+) \|", re.MULTILINE)
QUOTATION = re.compile(r"Q\d \d+–\d+ / (\d+)–(\d+)")
ATTRIBUTED = {f"C{number:02}" for number in range(1, 18)}
OWN_VOICE = {f"R{number:02}" for number in range(1, 16)}
UNVERIFIED = (
    *("bashar-al-assad", "masoud-pezeshkian", "dmitry-peskov", "hayat-tahrir-al-sham"),
    *("white-helmets", "syrian-observatory-for-human-rights", "kremlin", "bou-kamal-crossing"),
)
"""Those whose identifiers nobody has verified, as the list of identifiers says."""
LINKING = (OWL.sameAs, SKOS.exactMatch, SKOS.closeMatch, RDFS.seeAlso)
"""By what something can be said to be the same as, or like, something elsewhere."""


@pytest.fixture(scope="module")
def seed() -> Graph:
    return documents.read_turtle(resources.data() / "reports" / "syria-2024-12-02.ttl")


@pytest.fixture(scope="module")
def actors_and_places() -> Graph:
    graph = Graph()
    for path in resources.turtle_files(resources.data() / "shared"):
        graph += documents.read_turtle(path)
    return graph


@pytest.fixture(scope="module")
def reading(shared: Path) -> str:
    return (shared / "seed" / "reading.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def identifiers(shared: Path) -> list[dict[str, str]]:
    with (shared / "reference" / "identifiers.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def span(graph: Graph, node: Node) -> tuple[int, int]:
    start, end = graph.value(node, OA.start), graph.value(node, OA.end)
    assert isinstance(start, Literal)
    assert isinstance(end, Literal)
    return int(start), int(end)


def notated(graph: Graph, notation: str) -> Node:
    node = graph.value(predicate=SKOS.notation, object=Literal(notation))
    assert node is not None, notation
    return node


def local(node: Node | None) -> str:
    return str(node).partition("#")[2]


def test_every_statement_of_the_reading_is_encoded(seed: Graph) -> None:
    assert {str(n) for n in seed.objects(None, SKOS.notation)} == ATTRIBUTED | OWN_VOICE


def test_spans_are_those_of_the_reading(seed: Graph, reading: str) -> None:
    expected = {found[1]: (int(found[2]), int(found[3])) for found in ROW.finditer(reading)}
    encoded = {
        notation: span(seed, seed.value(notated(seed, notation), RPT.passage))  # type: ignore[arg-type]
        for notation in ATTRIBUTED | OWN_VOICE
    }
    assert encoded == expected


def test_quotations_are_those_of_the_reading(seed: Graph, reading: str) -> None:
    expected = sorted((int(a), int(b)) for a, b in QUOTATION.findall(reading))
    assert sorted(span(seed, q) for q in seed.objects(None, RPT.quotation)) == expected


def test_words_are_given_only_inside_quotation_marks(seed: Graph, seed_text: str) -> None:
    marked = [found.span(1) for found in re.finditer("“([^”]*)”", seed_text)]
    for passage in seed.subjects(OA.exact):
        start, end = span(seed, passage)
        assert any(a <= start and end <= b for a, b in marked), passage


def test_own_voice_is_the_authors_and_nothing_else_is(seed: Graph) -> None:
    author = seed.value(URIRef(REPORT), RPT.author)
    own = {str(seed.value(s, SKOS.notation)) for s in seed.subjects(RPT.source, author)}
    rendered = seed.subjects(RPT.rendering, KIND["own-voice"])
    assert own == OWN_VOICE == {str(seed.value(s, SKOS.notation)) for s in rendered}


@pytest.mark.parametrize(
    ("statement", "carriers"),
    [
        ("s07", ["s-kremlin"]),
        ("s08", ["s-kremlin"]),
        ("s09", ["s-kremlin"]),
        ("s14", ["s-reuters"]),
        ("s15", ["s-reuters"]),
        ("s12", []),
        ("s-kremlin", []),
    ],
)
def test_chains_of_carriers(seed: Graph, statement: str, carriers: list[str]) -> None:
    chain = list(seed.transitive_objects(URIRef(f"{REPORT}#{statement}"), RPT.within))[1:]
    assert [local(carrier) for carrier in chain[:-1]] == carriers
    assert str(chain[-1]) == REPORT


def test_the_childrens_deaths_are_part_of_the_rescuers_figure(seed: Graph) -> None:
    account = notated(seed, "C05")
    figure = seed.value(account, RPT.figure)
    assert local(seed.value(predicate=RPT.account, object=account)) == "s04"
    assert local(seed.value(figure, RPT.includedIn)) == "s04-f1"


def test_a_vague_number_has_no_bounds(seed: Graph) -> None:
    figure = URIRef(f"{REPORT}#s16-f1")
    assert seed.value(figure, RPT.point) == Literal(200)
    assert seed.value(figure, RPT["lower"]) is None
    assert seed.value(figure, RPT["upper"]) is None


def test_the_editors_insertion_is_marked(seed: Graph) -> None:
    inserted = list(seed.objects(URIRef(f"{REPORT}#s10-q1"), RPT.insertion))
    assert [span(seed, i) for i in inserted] == [(1697, 1715)]


def test_events_carry_labels_and_no_facts(seed: Graph) -> None:
    events = set(seed.subjects(RDF.type, RPT.Event))
    properties = {str(p).rpartition("#")[2] for e in events for p in seed.predicates(e)}
    assert properties == {"type", "label"}


def test_every_part_has_an_iri_of_the_report(seed: Graph) -> None:
    assert all(str(s) == REPORT or str(s).startswith(f"{REPORT}#") for s in seed.subjects())


def test_links_are_the_verified_ones(
    actors_and_places: Graph, identifiers: list[dict[str, str]]
) -> None:
    encoded = {
        (str(subject).removeprefix(str(ID)), str(other))
        for subject, other in actors_and_places.subject_objects(OWL.sameAs)
    }
    assert encoded == {link for row in identifiers for link in links(row)} - {
        ("syrian-civil-war", "http://www.wikidata.org/entity/Q178810")
    }


def links(row: dict[str, str]) -> list[tuple[str, str]]:
    found = [(row["slug"], f"http://www.wikidata.org/entity/{row['wikidata']}")]
    if row["geonames"]:
        found.append((row["slug"], f"https://sws.geonames.org/{row['geonames']}/"))
    return found


def test_coordinates_are_the_verified_ones(
    actors_and_places: Graph, identifiers: list[dict[str, str]]
) -> None:
    for row in identifiers:
        expected = (row["latitude"] or "None", row["longitude"] or "None")
        place = ID[row["slug"]]
        found = (actors_and_places.value(place, GEO.lat), actors_and_places.value(place, GEO.long))
        assert (str(found[0]), str(found[1])) == expected, row["slug"]


@pytest.mark.parametrize("slug", UNVERIFIED)
def test_what_nobody_has_verified_has_no_link(actors_and_places: Graph, slug: str) -> None:
    assert actors_and_places.value(ID[slug], RDFS.label)
    assert not [link for link in LINKING if actors_and_places.value(ID[slug], link)]


def test_links_to_others_are_those_of_the_shared_graph_and_say_the_same(
    actors_and_places: Graph, dataset: Graph
) -> None:
    links = set(dataset.triples((None, OWL.sameAs, None)))
    assert links == set(actors_and_places.triples((None, OWL.sameAs, None)))
    assert not [link for link in LINKING[1:] for _ in actors_and_places.triples((None, link, None))]


def test_no_state_is_linked_but_the_country_is(actors_and_places: Graph) -> None:
    for state in actors_and_places.subjects(RDF.type, RPT.State):
        territory = actors_and_places.value(state, RPT.territory)
        assert actors_and_places.value(state, OWL.sameAs) is None
        assert (territory, RDF.type, RPT.Place) in actors_and_places
