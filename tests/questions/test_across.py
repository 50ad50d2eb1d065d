"""What the seed answers to the questions that call other datasets, with what stands in for these.

No engine here calls anybody; `tests/federation/test_questions.py` has real servers called.
"""

import re
from math import floor
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from rdflib import Graph
from rdflib.namespace import OWL, RDFS, SKOS

from reportedly import shipped
from reportedly.cli import main
from reportedly.questions import Question, called
from reportedly.terms import RPT, SHARED_GRAPH

from .across import ACROSS, ENGINES, SECOND_REPORT, STANDINS, engine, held, oxigraph
from .engines import Documents
from .tables import narrowed, rows

pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")

FOLDER = Path(__file__).parent / "answers"
GED = "https://w3id.org/reportedly/peer/conflict-events#"
NEARBY = "conflict-events-nearby"
SLOW = {("rdflib", "same-event-elsewhere"), ("rdflib", NEARBY)}

each = pytest.mark.parametrize("question", ACROSS.values(), ids=lambda question: question.slug)
asked = pytest.mark.parametrize(
    ("name", "slug"),
    [
        pytest.param(name, slug, marks=pytest.mark.slow if (name, slug) in SLOW else ())
        for name in ENGINES
        for slug in ACROSS
    ],
)


@asked
def test_answer(name: str, slug: str) -> None:
    table = (FOLDER / f"{slug}.txt").read_text("utf-8")
    assert narrowed(engine(name, slug)(ACROSS[slug].text), to=table) == rows(table)


@asked
def test_engines_agree_on_every_column(name: str, slug: str) -> None:
    text = ACROSS[slug].text
    assert engine(name, slug)(text) == engine("oxigraph", slug)(text)


@each
def test_nothing_is_told_without_the_other_dataset(question: Question) -> None:
    assert ENGINES["oxigraph"](called(question.text), {})(question.text) == []


@each
def test_one_dataset_is_called_which_can_be_another(question: Question) -> None:
    assert len(set(re.findall(r"SERVICE <.*> {$", question.text, re.MULTILINE))) == 1
    for parameter in question.parameters:
        if parameter.type == "endpoint":
            given = question.with_values({parameter.name: "https://example.org/sparql"})
            assert "SERVICE <https://example.org/sparql> {" in given
            assert given.count("SERVICE <https://example.org/sparql> {") == given.count("SERVICE")


@each
def test_no_row_hangs_on_words_for_people(question: Question) -> None:
    here, there = wordless(shipped.graphs()), wordless(held(question.slug))
    found = oxigraph(called(question.text), there, here)(question.text)
    assert len(found) == len(engine("oxigraph", question.slug)(question.text))


def wordless(documents: Documents) -> Documents:
    """The same without labels, notations and glosses, in one document."""
    graph = Graph()
    for document in documents.values():
        graph.parse(data=document, format="turtle")
    for predicate in (RDFS.label, SKOS.prefLabel, SKOS.notation, RPT.gloss):
        graph.remove((None, predicate, None))
    return {"": graph.serialize(format="nt").encode()}


def ask(slug: str, **values: str) -> list[dict[str, str]]:
    return engine("oxigraph", slug)(ACROSS[slug].with_values(values))


def test_figures_stand_beside_what_is_near() -> None:
    (row,) = ask(NEARBY, place="id:abu-kamal")
    assert row["figures"] == "approximately 200"
    assert (row["deathsLow"], row["deathsBest"], row["deathsHigh"]) == ("4", "5", "6")
    assert row["dayIsThatOf"] == "what is told"


@pytest.mark.parametrize(
    ("values", "events"),
    [
        ({"kilometres": "4"}, []),
        ({"kilometres": "4.7"}, ["1"]),
        ({"kilometres": "58.7"}, ["1", "2"]),
        ({"kilometres": "58.8"}, ["1", "2", "3"]),
        ({"kilometres": "101"}, []),
        ({"days": "0"}, ["1"]),
        ({"days": "4"}, ["1", "2", "4"]),
        ({"days": "366"}, ["1", "2", "4", "5"]),
    ],
)
def test_what_is_near_is_within_so_many_days_and_kilometres(
    values: dict[str, str], events: list[str]
) -> None:
    found = {row["conflictEvent"].rpartition("/")[2] for row in ask(NEARBY, **values)}
    assert sorted(found) == events


def test_a_report_that_is_here_too_is_no_other_report() -> None:
    peer = called(ACROSS["same-event-elsewhere"].text)
    here = ENGINES["oxigraph"](peer, shipped.graphs())
    assert here(ACROSS["same-event-elsewhere"].text) == []


def test_what_is_known_there_of_a_source_here_counts() -> None:
    slug = "same-event-elsewhere"
    known = f"""PREFIX id: <https://w3id.org/reportedly/id/>
        id:white-helmets <https://w3id.org/reportedly/ns#principal> <{SECOND_REPORT}#a-monitor> ."""
    there = {**held(slug), "http://example.org/known": known.encode()}
    ask_there = ENGINES["oxigraph"](called(ACROSS[slug].text), there)
    found = {
        row["notation1"]: (row["independent"], row["inCommon"])
        for row in ask_there(ACROSS[slug].text)
        if row["notation2"] == "M02"
    }
    assert found["C01"] == ("true", "")
    assert found["C04"] == ("false", "Sample Monitor")


def test_what_lies_in_another_year_is_not_the_same_event() -> None:
    assert {row["notation2"] for row in ask("same-event-elsewhere")} == {"M01", "M02", "M03", "M04"}


def test_the_second_report_is_valid_and_is_one_of_its_text() -> None:
    paths = (STANDINS / "other-instance.txt", STANDINS / "other-instance.ttl")
    result = CliRunner().invoke(main, ["validate", "--text", *map(str, paths)])
    assert result.output == "Conforms.\n"
    assert "synthetic" in SECOND_REPORT


def test_items_are_those_of_places_that_are_shipped() -> None:
    linked = Graph().parse(data=shipped.graphs()[str(SHARED_GRAPH)], format="turtle")
    items = set(Graph().parse(STANDINS / "wikidata.ttl").subjects())
    named = {str(item) for item in items if re.search(r"/Q\d+$", str(item))}
    assert named
    assert named <= {str(item) for item in linked.objects(None, OWL.sameAs)}


def test_conflict_events_lie_in_their_cells() -> None:
    store = ox.Store()
    (document,) = held(NEARBY).values()
    store.load(document, format=ox.RdfFormat.TURTLE)
    found = store.query(
        f"PREFIX ged: <{GED}> SELECT * {{ ?event ged:latitude ?north ; ged:longitude ?east ; "
        "ged:priogrid_gid ?cell ; ged:geom_wkt ?point }"
    )
    assert isinstance(found, ox.QuerySolutions)
    for event in found:
        north, east = float(event["north"].value), float(event["east"].value)
        cell = floor((north + 90) * 2) * 720 + floor((east + 180) * 2) + 1
        assert int(event["cell"].value) == cell, event["event"]
        assert event["point"].value == f"POINT ({event['east'].value} {event['north'].value})"
