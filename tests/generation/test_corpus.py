"""Any report of any seed: valid, in step with its text, the same every time."""

import os
import subprocess
import sys
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF, RDFS

from reportedly import documents, generation, validation
from reportedly.generation import SyntheticReport
from reportedly.rdf import canonical_turtle
from reportedly.terms import ID, RPT
from reportedly.verification import verify

seeds = st.integers()
numbers = st.integers(1, 25)


def report_of(seed: int, number: int) -> SyntheticReport:
    return next(islice(generation.corpus(reports=number, seed=seed), number - 1, None))


def graph_of(turtle: str) -> Graph:
    return documents.parse_turtle(turtle.encode(), name="generated")


@pytest.fixture(scope="module")
def shared_graph() -> Graph:
    return graph_of(generation.shared())


@pytest.mark.slow
@settings(max_examples=3, deadline=None)
@given(seeds, numbers)
def test_every_report_is_valid(seed: int, number: int) -> None:
    report = graph_of(report_of(seed, number).turtle)
    outcome = validation.validate(graph_of(generation.shared()), report)
    assert outcome.findings == ()


@pytest.mark.slow
def test_the_shared_actors_and_places_are_valid(shared_graph: Graph) -> None:
    assert validation.validate(shared_graph).findings == ()


@settings(max_examples=15, deadline=None)
@given(seeds, numbers)
def test_every_passage_is_in_the_text(seed: int, number: int) -> None:
    report = report_of(seed, number)
    outcome = verify(graph_of(report.turtle), report.text)
    assert outcome.agrees, outcome.differing[0]
    assert outcome.same_text
    assert outcome.checked > 50


@settings(max_examples=5, deadline=None)
@given(seeds, numbers)
def test_the_turtle_is_canonical(seed: int, number: int) -> None:
    turtle = report_of(seed, number).turtle
    assert canonical_turtle(graph_of(turtle)) == turtle


def test_the_shared_turtle_is_canonical(shared_graph: Graph) -> None:
    assert canonical_turtle(shared_graph) == generation.shared()


@settings(max_examples=5, deadline=None)
@given(seeds, numbers)
def test_more_reports_begin_with_the_same_ones(seed: int, number: int) -> None:
    fewer = list(generation.corpus(reports=number, seed=seed))
    more = generation.corpus(reports=number + 11, seed=seed)
    assert list(islice(more, number)) == fewer


def test_seeds_differ() -> None:
    assert report_of(1, 1).text != report_of(2, 1).text


def test_the_bytes_do_not_depend_on_the_process() -> None:
    command = [sys.executable, "-m", "reportedly", "generate", "--reports", "3"]
    runs = [
        subprocess.run(
            [*command, "--format", "nquads"],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].stdout


def test_the_text_is_not_in_the_data() -> None:
    """Only words inside quotation marks, and what designates, may be copied."""
    report = report_of(1, 1)
    pieces = [piece for piece in report.text.split("“")[0].split(". ") if len(piece) > 60]
    assert pieces
    assert not [piece for piece in pieces if piece in report.turtle]


def test_nquads_are_the_same_triples_in_a_graph_of_their_own() -> None:
    report = report_of(1, 2)
    lines = report.nquads().decode().splitlines()
    end = f" <{report.iri}> ."
    assert all(line.endswith(end) for line in lines)
    triples = "\n".join(line.removesuffix(end) + " ." for line in lines)
    assert isomorphic(Graph().parse(data=triples, format="nt"), graph_of(report.turtle))


def test_nobody_and_no_place_is_real(shared_graph: Graph) -> None:
    report = graph_of(report_of(5, 3).turtle)
    named = {node for triple in report for node in triple if str(node).startswith(ID)}
    assert named <= set(shared_graph.subjects())
    labels = [*report.objects(None, RDFS.label), *shared_graph.objects(None, RDFS.label)]
    marks = ("(synthetic)", "(synthétique)", "(بيانات اصطناعية)")
    assert all(str(label).endswith(marks) for label in labels)


def test_an_event_is_the_one_of_the_first_report_that_tells_of_it() -> None:
    reports = [graph_of(each.turtle) for each in generation.corpus(reports=20, seed=4)]
    known: set[object] = set()
    for report in reports:
        links = set(report.objects(None, OWL.sameAs))
        assert links <= known
        events = set(report.subjects(RDF.type, RPT.Event))
        known |= events - set(report.subjects(OWL.sameAs))
    assert links
