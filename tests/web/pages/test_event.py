"""The page of an event, and the list of events."""

from html import unescape

import pytest
from flask.testing import FlaskClient

from reportedly.engine.embedded import Embedded
from reportedly.settings import Settings
from reportedly.web import create_app

REPORT = "/report/syria-2024-12-02"


@pytest.fixture(scope="module")
def client(shipped_engine: Embedded) -> FlaskClient:
    """A client for all that only read."""
    return create_app(shipped_engine, Settings(store=None)).test_client()


def read(client: FlaskClient, path: str) -> str:
    response = client.get(path, headers={"Accept": "text/html"})
    assert response.status_code == 200, response.text
    return " ".join(unescape(response.text).split())


def test_the_heading_is_a_name_and_no_assertion(client: FlaskClient) -> None:
    text = read(client, f"{REPORT}/e-strikes")
    assert "Accounts of: </span>Syrian and Russian airstrikes</h1>" in text
    assert "<title>Accounts of: Syrian and Russian airstrikes" in text


def test_accounts_stand_side_by_side_under_their_speakers(client: FlaskClient) -> None:
    text = read(client, f"{REPORT}/e-strikes")
    army, helmets = text.index(">Syrian Armed Forces</a>"), text.index(">White Helmets</a>")
    assert army < helmets < text.index("killed no fewer than 400 fighters")
    for part in ("What is said", "Words for it", "Told as", "Who", "Where", "When", "How many"):
        assert f'scope="row">{part}' in text
    assert '>Told as <span class="agreement">differing</span>' in text
    assert 'data-voice="White Helmets"' in text
    assert "not said" in text


def test_an_assumed_time_is_marked_with_what_is_assumed(client: FlaskClient) -> None:
    text = read(client, f"{REPORT}/e-strikes")
    assert '<q>in the last 24 hours</q>, read as 1 to 2 December 2024 <span class="assumed"' in text
    assert "The 24 hours are counted back from an undated announcement" in text


def test_the_carrier_is_named(client: FlaskClient) -> None:
    assert "Reuters</a> → the report" in read(client, f"{REPORT}/e-crossing")


def test_words_are_told_by_whose_they_are(client: FlaskClient) -> None:
    text = read(client, f"{REPORT}/e-offensive")
    assert (
        'large-scale aggression</q> <span class="quiet">in the words of '
        "<bdi>Masoud Pezeshkian</bdi> and <bdi>Vladimir Putin</bdi>" in text
    )
    assert 'dual-front offensive</q> <span class="quiet">in the report’s own voice' in text


def test_a_judgement_has_its_judge(client: FlaskClient) -> None:
    text = read(client, f"{REPORT}/e-offensive")
    assert text.count("Judged by") == 4
    assert 'rel="external">en.wikipedia.org</a>' in text


def test_it_leads_to_figures_and_statements(client: FlaskClient) -> None:
    text = read(client, f"{REPORT}/e-strikes")
    assert (
        "/figures?event=https%3A//w3id.org/reportedly/report/syria-2024-12-02%23e-strikes" in text
    )
    assert f'href="{REPORT}#s01"' in text


def test_what_was_said_in_a_call_stands_on_its_page(client: FlaskClient) -> None:
    text = read(client, f"{REPORT}/e-call-1")
    assert "Said in it</h2>" in text
    assert "The Kremlin" in text


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999", "٢"])
def test_a_page_that_can_not_be_is_refused(client: FlaskClient, page: str) -> None:
    for path in (f"{REPORT}/e-strikes", "/events", "/places"):
        asked = client.get(path, query_string={"page": page}, headers={"Accept": "text/html"})
        assert asked.status_code == 400


def test_a_page_beyond_the_last_has_nothing(client: FlaskClient) -> None:
    assert "Side by side" not in read(client, f"{REPORT}/e-strikes?page=9")
    assert "No event here is like that" in read(client, "/events?page=9")


def test_the_list_leads_to_events(client: FlaskClient) -> None:
    text = read(client, "/events")
    assert text.index("Offensive that began in Aleppo") < text.index("War in Gaza")
    assert f'href="{REPORT}/e-strikes"' in text
    assert "34 events" in text


def test_the_list_is_searched_by_its_url(client: FlaskClient) -> None:
    for kind in ("https://w3id.org/reportedly/kind/phone-call", "kind:phone-call"):
        text = read(client, f"/events?words=call&kind={kind}&form=x")
        assert "2 events" in text
        assert 'value="kind:phone-call" selected' in text
        assert "/events.csv?kind=kind%3Aphone-call&words=call" in text


def test_the_list_is_a_file_too(client: FlaskClient) -> None:
    lines = client.get("/events.csv?words=gaza").text.splitlines()
    assert lines[0] == "event,label,kinds,sources,statements,reports"
    assert lines[1].endswith("#e-gaza-war,War in Gaza,armed conflict,1,1,1")
    (row,) = client.get("/events.json?words=gaza").get_json()["rows"]
    assert (row["label"], row["sources"]) == ("War in Gaza", 1)


def test_what_is_searched_for_is_no_html(client: FlaskClient) -> None:
    for path in ("/events", "/places"):
        response = client.get(path, query_string={"words": "<script>alert(1)</script>"})
        assert response.status_code == 200
        assert "<script>alert" not in response.text
