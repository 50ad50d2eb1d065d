"""Every test of the suites is run by one of our modules, or has a reason not to be."""

from collections import Counter

import pytest

from .known_failures import KNOWN_FAILURES
from .manifest import SUITES, Entry, entries

pytestmark = pytest.mark.skipif(not SUITES.is_dir(), reason="needs ../shared/w3c/sparql11")

COUNTS = {
    "query": 235,
    "update": 94,
    "syntax": 166,
    "federation": 7,
    "syntax of federation": 3,
    "protocol": 34,
    "graph store": 13,
    "service description": 3,
    "not run": 88,
}
SIMPLE = "http://www.w3.org/ns/entailment/Simple"


def folder(name: str) -> list[Entry]:
    return [entry for entry in entries() if entry.folder == name]


def test_every_entry_has_a_role() -> None:
    assert Counter(entry.role for entry in entries()) == COUNTS


def test_no_two_entries_share_a_name() -> None:
    assert len({entry.iri for entry in entries()}) == len(entries())


def test_entailment_tests_assume_more_than_simple_entailment() -> None:
    for entry in folder("entailment"):
        action = entry.node.one("mf:action")
        regimes = [*action.members("sd:entailmentRegime")] or action.all("sd:entailmentRegime")
        assert regimes
        assert SIMPLE not in [regime.text for regime in regimes]


def test_http_rdf_update_is_deprecated() -> None:
    for entry in folder("http-rdf-update"):
        assert entry.node.one("dawgt:approval").local_name == "Deprecated"


def test_known_failures_are_tests_that_run() -> None:
    run = {entry.iri for entry in entries() if entry.role != "not run"}
    assert KNOWN_FAILURES.keys() <= run
