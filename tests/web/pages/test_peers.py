"""The datasets that queries may call from a server."""

import csv
import io
import re
from html import unescape
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from reportedly.engine.embedded import Embedded
from reportedly.errors import SettingsError
from reportedly.settings import Settings
from reportedly.web import create_app

NAMED = (
    "wikidata=http://127.0.0.1:7001/sparql",
    "two=https://two.example.org/sparql?x=1",
    "https://three.example.org/%7Bdata%7D=http://10.0.0.3/query",
)
COLUMNS = ("name", "iri", "otherIris", "keptSeconds", "example")
SETTINGS = Settings(store=None, federate=NAMED, peer_cache=("two=90",))


@pytest.fixture(scope="module")
def client(shipped_engine: Embedded) -> FlaskClient:
    return create_app(shipped_engine, SETTINGS).test_client()


def test_each_is_told_with_its_iris_and_a_query_that_calls_it(client: FlaskClient) -> None:
    text = client.get("/peers").text
    two = text.partition('<section id="two">')[2].partition("</section>")[0]
    assert "https://w3id.org/reportedly/peer/two" in two
    assert "https://two.example.org/sparql?x=1" in two
    assert "for 90 seconds" in two
    (query,) = re.findall(r'href="/sparql\?query=([^"]*)"', two)
    assert "SERVICE <https://w3id.org/reportedly/peer/two>" in unquote(unescape(query))


def test_what_is_kept_at_other_addresses_is_called_by_its_own_iri(client: FlaskClient) -> None:
    text = client.get("/peers").text
    assert "https://query.wikidata.org/sparql" in text
    assert "https://three.example.org/%7Bdata%7D" in text
    assert "127.0.0.1" not in text
    assert "10.0.0.3" not in text


def test_questions_that_call_one_are_linked_there(client: FlaskClient) -> None:
    for name in re.findall(r'href="(/queries/[^"]+)"', client.get("/peers").text):
        assert client.get(f"{name}.csv").status_code != 404


def test_both_files_have_all(client: FlaskClient) -> None:
    told = client.get("/peers.json").json
    assert told is not None
    assert [row["name"] for row in told["rows"]] == ["wikidata", "two", "three-example-org"]
    assert [row["keptSeconds"] for row in told["rows"]] == [0, 90, 0]
    rows = list(csv.DictReader(io.StringIO(client.get("/peers.csv").text)))
    assert [row["iri"] for row in rows] == [row["iri"] for row in told["rows"]]


def test_the_iri_of_a_peer_leads_to_what_is_told_of_it(client: FlaskClient) -> None:
    found = client.get("/peer/two")
    assert (found.status_code, found.headers["Location"]) == (303, "/peers#two")
    missing = client.get("/peer/four", headers={"Accept": "text/plain"})
    assert (missing.status_code, "/peers" in missing.text) == (404, True)


def test_pages_on_which_queries_are_written_lead_there(client: FlaskClient) -> None:
    text = client.get("/sparql", headers={"Accept": "text/html"}).text
    assert '<a href="/peers">other datasets</a>: wikidata, two, three-example-org.' in text
    assert 'href="/peers"' in client.get("/queries", headers={"Accept": "text/html"}).text


def test_a_server_that_calls_none_says_what_would(shipped_engine: Embedded) -> None:
    client = create_app(shipped_engine, Settings(store=None)).test_client()
    text = client.get("/peers").text
    assert "This server calls none" in text
    assert "--federate wikidata" in text
    assert client.get("/peers.json").json == {"columns": list(COLUMNS), "rows": []}
    assert "/peers" not in client.get("/sparql", headers={"Accept": "text/html"}).text


@pytest.mark.parametrize("named", ["two", "x=ftp://a.example/", "two=http://u:p@a.example/"])
def test_what_can_not_be_a_peer_is_refused_at_the_start(
    shipped_engine: Embedded, named: str
) -> None:
    with pytest.raises(SettingsError):
        create_app(shipped_engine, Settings(store=None, federate=(named,)))
