"""Histories: what is written of versions can be read again, and queried as PROV-O."""

from dataclasses import replace
from datetime import UTC, datetime

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly import media
from reportedly.engine.embedded import Embedded
from reportedly.engine.port import Document, Query
from reportedly.errors import ReportMissing
from reportedly.submission import history, provenance
from reportedly.submission.history import (
    SUBMITTERS,
    History,
    Version,
    Withdrawal,
    graph_of,
    moment,
    report_of,
)
from reportedly.terms import REPORTS

REPORT = f"{REPORTS}one"
FIRST = Version(REPORT, 1, "ab" * 32, "text/turtle", 12, "Alice", "2031-01-02T03:04:05.678")
SECOND = replace(FIRST, number=2, digest="cd" * 32, text="ef" * 32)
WITHDRAWAL = Withdrawal("2031-01-03T00:00:00.001", "editor", "It was a fake: “№ 1”.")
PROV = "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX dcterms: <http://purl.org/dc/terms/> "


def add(engine: Embedded, *told: bytes, graph: str = graph_of(REPORT)) -> None:
    engine.write(graph, [Document(each, media.N_TRIPLES.media_type) for each in told])


@pytest.fixture
def engine() -> Embedded:
    engine = Embedded.in_memory()
    add(engine, provenance.of_version(FIRST, None), provenance.of_version(SECOND, FIRST))
    return engine


def test_what_was_written_is_read(engine: Embedded) -> None:
    found = history.read(engine, [REPORT, f"{REPORTS}other"])
    assert found[REPORT] == History(REPORT, (FIRST, SECOND))
    assert found[f"{REPORTS}other"] == History(f"{REPORTS}other")
    add(engine, provenance.of_withdrawal(SECOND, WITHDRAWAL))
    withdrawn = replace(SECOND, withdrawal=WITHDRAWAL)
    assert history.read(engine, [REPORT])[REPORT].versions == (FIRST, withdrawn)


def test_versions_are_in_the_order_of_their_numbers() -> None:
    engine = Embedded.in_memory()
    versions = [replace(FIRST, number=number) for number in range(1, 13)]
    add(engine, *(provenance.of_version(version, None) for version in versions))
    assert history.read(engine, [REPORT])[REPORT].versions == tuple(versions)


def test_a_report_is_there_where_its_own_graph_has_content(engine: Embedded) -> None:
    add(engine, b"<a:s> <a:p> <a:o> .", graph=f"{REPORTS}other")
    found = history.read(engine, [REPORT, f"{REPORTS}other"])
    assert [found[report].there for report in found] == [False, True]


@pytest.mark.parametrize(
    "pattern",
    [
        "?v prov:specializationOf ?r ; prov:generatedAtTime ?t ; prov:wasAttributedTo ?who",
        "?new prov:wasRevisionOf ?old",
        "?v dcterms:conformsTo <https://w3id.org/reportedly/ns/0.1.0> , "
        "<https://w3id.org/reportedly/shapes/0.1.0>",
        "?v prov:wasGeneratedBy/prov:used ?text",
    ],
)
def test_the_history_can_be_queried(engine: Embedded, pattern: str) -> None:
    assert engine.evaluate(Query(f"{PROV} ASK {{ {pattern} }}", "text/csv")).body == b"true"


def test_nothing_of_a_report_can_pass_for_its_history(engine: Embedded) -> None:
    forged = provenance.of_version(replace(FIRST, number=9, submitter="Mallory"), None)
    add(engine, forged, graph=REPORT)
    assert history.read(engine, [REPORT])[REPORT].versions == (FIRST, SECOND)


@given(st.text(min_size=1))
def test_any_name_makes_an_iri_and_comes_back(name: str) -> None:
    if name.encode("utf-8", "ignore").decode() == name:
        iri = history.submitter_iri(name)
        assert ox.NamedNode(iri).value.startswith(SUBMITTERS)
        assert "/" not in iri.removeprefix(SUBMITTERS)
        assert history.submitter_of(iri) == name


@pytest.mark.parametrize("slug", ["a", "a-1", "2031-01-02", "x" * 100])
def test_slugs_of_reports(slug: str) -> None:
    assert report_of(slug) == REPORTS + slug


@pytest.mark.parametrize("slug", ["", "-", "a-", "a--b", "A", "é", "a/b", "..", "a\n", "a>"])
def test_what_is_no_slug_is_no_report(slug: str) -> None:
    with pytest.raises(ReportMissing):
        report_of(slug)


@pytest.mark.parametrize(
    ("fraction", "written"), [(0, ""), (500_000, ".5"), (410_000, ".41"), (7_999, ".007")]
)
def test_a_moment_is_written_as_the_store_keeps_it(fraction: int, written: str) -> None:
    time = datetime(2031, 1, 2, 3, 4, 50, fraction, tzinfo=UTC)
    assert moment(time) == f"2031-01-02T03:04:50{written}"
