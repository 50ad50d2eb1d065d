"""The page of figures: who counts what, and whether both can be right."""

import csv
import io
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from reportedly.engine.embedded import Embedded
from reportedly.settings import Settings
from reportedly.web import create_app

STRIKES = "Syrian and Russian airstrikes"
OFFENSIVE = "Offensive that began in Aleppo"


@pytest.fixture(scope="module")
def client(shipped_engine: Embedded) -> FlaskClient:
    """A client for all that only read."""
    return create_app(shipped_engine, Settings(store=None)).test_client()


def page(client: FlaskClient, **asked: str) -> str:
    response = client.get("/figures", query_string=asked)
    assert response.status_code == 200, response.text
    return " ".join(unescape(response.text).split())


def test_figures_of_different_populations_stand_side_by_side_with_a_reason(
    client: FlaskClient,
) -> None:
    text = page(client, measure="kind:killed")
    for words in (
        "at least 400</b> <bdi>militants",
        "at least 25</b> <bdi>people",
        "10</b> <bdi>child",
    ):
        assert words in text
    assert "<q>in the last 24 hours</q>" in text
    assert "Both can be right" in text
    assert "does not contradict a smaller one" in text
    assert "militants are part of people" in text


def test_no_number_stands_without_its_speaker(client: FlaskClient) -> None:
    titles = re.findall(r"<title>(.*?)</title>", page(client, measure="kind:killed"))[1:]
    assert titles == [
        "Syrian Armed Forces: at least 400 militants, killed",
        "White Helmets: at least 25 people, killed",
        "White Helmets: 10 children, killed",
    ]


@pytest.mark.parametrize(
    "asked",
    [
        {"words": "AIRSTRIKES"},
        {"event": "syria-2024-12-02#e-strikes"},
        {"event": "https://w3id.org/reportedly/report/syria-2024-12-02#e-strikes"},
        {"measure": "kind:killed"},
        {"population": "kind:children"},
        {"report": "syria-2024-12-02", "population": "kind:militants"},
    ],
)
def test_filters_choose_events_and_show_them_whole(
    client: FlaskClient, asked: dict[str, str]
) -> None:
    text = page(client, **asked)
    assert STRIKES in text
    assert "<b>at least 400</b>" in text
    assert OFFENSIVE not in text


def test_a_broader_measure_finds_the_narrower_ones(client: FlaskClient) -> None:
    text = page(client, measure="kind:tally")
    assert STRIKES in text
    assert OFFENSIVE in text
    assert "Size of Aleppo" not in text


def test_what_nobody_counts_is_said_to_be_missing(client: FlaskClient) -> None:
    assert "No figure is like that" in page(client, words="no such event")


@pytest.mark.parametrize(
    "query", ["event=%3E%3E+", "measure=a&measure=b", "page=0", "page=one", "population=%7D"]
)
def test_what_can_not_be_asked_is_refused(client: FlaskClient, query: str) -> None:
    assert 400 <= client.get(f"/figures?{query}").status_code < 500


def test_words_are_no_query(client: FlaskClient) -> None:
    assert "No figure is like that" in page(client, words='")) } #<script>')


def test_the_table_has_every_figure_of_the_page(client: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/figures.csv").text)))
    assert [row["number"] for row in rows if row["event"] == STRIKES] == [
        "at least 400",
        "at least 25",
        "10",
    ]
    assert [row["lower"] for row in rows if row["wording"] == "approximately 200"] == [""]


def test_the_pairs_have_verdict_and_reason(client: FlaskClient) -> None:
    rows = client.get("/figures/pairs.json").get_json()["rows"]
    assert [row["verdict"] for row in rows] == ["can both be right", "scope differs or unknown"]
    assert all(row["reason"] for row in rows)


def test_what_the_page_does_not_know_is_left_alone(client: FlaskClient) -> None:
    asked = {"form": "x", "_scheme": "javascript", "_anchor": "x", "page": "1", "utm": "y"}
    assert 'href="/figures.csv?page=1"' in page(client, **asked)


def test_the_page_needs_nothing_but_what_it_may_load(client: FlaskClient) -> None:
    text = page(client)
    assert "style=" not in text
    assert "<script" not in text
    assert len(text) < 100_000
