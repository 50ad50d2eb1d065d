"""The page of the timeline: told of, and said."""

import csv
import io
from html import unescape

import pytest
from flask.testing import FlaskClient

from reportedly.engine.embedded import Embedded
from reportedly.settings import Settings
from reportedly.web import create_app


@pytest.fixture(scope="module")
def client(shipped_engine: Embedded) -> FlaskClient:
    """A client for all that only read."""
    return create_app(shipped_engine, Settings(store=None)).test_client()


def page(client: FlaskClient, **asked: str) -> str:
    response = client.get("/timeline", query_string=asked)
    assert response.status_code == 200, response.text
    return " ".join(unescape(response.text).split())


def test_every_account_stands_below_its_speaker_with_both_times(client: FlaskClient) -> None:
    text = page(client, status="kind:planned")
    assert "Dmitry Peskov</a>" in text
    assert "Told as planned: from 2 December 2024" in text
    assert "Said: 2 December 2024, <q>on Monday</q>" in text


def test_assumed_times_say_what_is_assumed(client: FlaskClient) -> None:
    text = page(client, event="syria-2024-12-02#e-offensive")
    assert "<summary>assumed</summary>" in text
    assert "Saturday is the last one before the assumed day of the report." in text


def test_accounts_without_a_time_are_counted(client: FlaskClient) -> None:
    assert "35 more accounts give no time of any kind" in page(client)


def test_nothing_found_is_said(client: FlaskClient) -> None:
    assert "Nothing with a time is like that" in page(client, words="nothing of the kind")


@pytest.mark.parametrize(
    "query", ["since=Tuesday", "status=%7D", "page=0", "report=%20%22", "event=a&event=b"]
)
def test_what_can_not_be_asked_is_refused(client: FlaskClient, query: str) -> None:
    assert 400 <= client.get(f"/timeline?{query}").status_code < 500


def test_the_table_has_the_accounts_of_the_page(client: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/timeline.csv").text)))
    assert len(rows) == 9
    assert rows[0]["sources"] == "The report’s author"
    assert rows[0]["issue assumed"] == "true"
    assert client.get("/timeline.json").get_json()["rows"][0]["said on"] is None


def test_what_the_page_does_not_know_is_left_alone(client: FlaskClient) -> None:
    asked = {"form": "x", "_scheme": "javascript", "_anchor": "x", "page": "1", "utm": "y"}
    assert 'href="/timeline.csv?page=1"' in page(client, **asked)


def test_the_page_needs_nothing_but_what_it_may_load(client: FlaskClient) -> None:
    text = page(client)
    assert "style=" not in text
    assert "<script" not in text
    assert len(text) < 100_000
