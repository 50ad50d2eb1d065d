"""Compiled shapes, pySHACL and an engine in Rust judge random faults alike."""

from functools import cache

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from rdflib import Graph

from reportedly import validation
from reportedly.validation import background, conversion, outcome, reference
from reportedly.validation.compiled import Base, Compiled

from .mutations import ODD, USUAL, mutated, vocabulary
from .test_cases import Found, by_turbo, found, name, told

few = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
many = settings(few, max_examples=150)


@cache
def base() -> Base:
    return Base(Compiled.of(background.shapes()).units, vocabulary())


def graph(triples: list[ox.Triple]) -> Graph:
    """What is checked together with the vocabulary, for engines that know only graphs."""
    return background.union([background.vocabulary(), conversion.graph(triples)])


def suspected(triples: list[ox.Triple]) -> Found:
    """The focus nodes and shapes that the queries by themselves find at fault."""
    return {
        (name(node), str(each.unit.shape))
        for each in base().suspicions(triples)
        for node in each.nodes or ()
    }


def by_reference(data: Graph) -> validation.Outcome:
    return outcome.read(reference.validation_report(data, background.shapes()))


@given(mutated(USUAL))
@few
def test_queries_find_what_pyshacl_explains(triples: list[ox.Triple]) -> None:
    assert suspected(triples) == found(validation.validator().check(triples))


@given(mutated(USUAL))
@few
def test_an_engine_in_rust_agrees(triples: list[ox.Triple]) -> None:
    assert suspected(triples) == by_turbo(graph(triples))


@pytest.mark.slow
@given(mutated(USUAL))
@many
def test_three_engines_agree(triples: list[ox.Triple]) -> None:
    data = graph(triples)
    assert suspected(triples) == by_turbo(data) == found(by_reference(data))


@pytest.mark.slow
@given(mutated([*USUAL, *ODD]))
@many
def test_findings_are_those_of_pyshacl_to_the_letter(triples: list[ox.Triple]) -> None:
    assert told(validation.validator().check(triples)) == told(by_reference(graph(triples)))
