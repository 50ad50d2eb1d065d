"""From an IRI elsewhere to what is said of the same thing here: /id/?same=IRI."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from reportedly.engine.embedded import Embedded
from reportedly.settings import Settings
from reportedly.terms import BASE
from reportedly.web import create_app

HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
ITEM = "http://www.wikidata.org/entity/Q41183"
TWICE = f"""
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
<{BASE}report/x#a> owl:sameAs <urn:one> , <urn:two> ; rdfs:label "<i>A</i>" .
<{BASE}report/y#a> owl:sameAs <urn:one> , <urn:two> ; rdfs:label "B" .
<{BASE}id/a> owl:sameAs <urn:two> ; rdfs:label "C" .
"""


@pytest.fixture(scope="module")
def several() -> FlaskClient:
    engine = Embedded.in_memory()
    engine.replace("a:g", TWICE.encode(), "text/turtle")
    return create_app(engine, Settings(store=None)).test_client()


def look(client: FlaskClient, iri: str, accept: str = HTML) -> TestResponse:
    return client.get("/id/", query_string={"same": iri}, headers={"Accept": accept})


@pytest.mark.parametrize(
    "spelled",
    [
        ITEM,
        "https://www.wikidata.org/wiki/Q41183",
        "https://sws.geonames.org/170063/",
        "http://www.geonames.org/170063/aleppo.html",
    ],
)
@pytest.mark.parametrize("accept", [HTML, "*/*", "", "text/turtle"])
def test_what_is_linked_is_led_to(client: FlaskClient, spelled: str, accept: str) -> None:
    response = look(client, spelled, accept)
    assert (response.status_code, response.headers["Location"]) == (303, "/id/aleppo")
    assert "Accept" in response.headers["Vary"]


def test_nobody_is_led_to_another_server() -> None:
    engine = Embedded.in_memory()
    same = "<http://www.w3.org/2002/07/owl#sameAs>"
    engine.replace("a:g", f"<{BASE}/e.org/a> {same} <urn:one> .".encode(), "text/turtle")
    with_it = create_app(engine, Settings(store=None)).test_client()
    assert look(with_it, "urn:one").headers["Location"] == "/%2Fe.org/a"


def test_the_way_ends_at_a_document(client: FlaskClient) -> None:
    headers = {"Accept": "text/turtle"}
    way = client.get(f"/id/?same={ITEM}", headers=headers, follow_redirects=True)
    assert way.status_code == 200
    assert b"170063" in way.data


def test_programs_get_it_in_json(client: FlaskClient) -> None:
    response = look(client, "https://www.wikidata.org/wiki/Q41183", "application/json")
    assert response.status_code == 200
    assert response.json == {
        "same": ITEM,
        "resources": [{"iri": f"{BASE}id/aleppo", "label": "Aleppo", "path": "/id/aleppo"}],
    }


@pytest.mark.parametrize("accept", [HTML, "application/json", "text/turtle"])
def test_what_nothing_is_linked_to_is_missing(client: FlaskClient, accept: str) -> None:
    response = look(client, "https://www.wikidata.org/wiki/Q1", accept)
    assert response.status_code == 404
    assert "http://www.wikidata.org/entity/Q1" in response.text


@pytest.mark.parametrize("text", ["Q41183", "Aleppo", "http://a b", "//x", "<script>"])
def test_what_is_no_iri_is_refused_with_one_that_is(client: FlaskClient, text: str) -> None:
    response = look(client, text, "text/plain, application/json;q=0.5")
    assert response.status_code == 400
    assert ITEM in response.text


def test_two_at_once_or_one_too_long_are_refused(client: FlaskClient) -> None:
    assert client.get("/id/?same=urn:a&same=urn:b").status_code == 400
    assert client.get(f"/id/?same=urn:{'a' * 600}").status_code == 400


def test_several_are_listed(several: FlaskClient) -> None:
    page, document = look(several, "urn:one"), look(several, "urn:one", "text/turtle")
    assert (page.status_code, document.status_code) == (300, 300)
    assert "&lt;i&gt;A" in page.text
    assert 'href="/report/y/a"' in page.text
    assert document.json is not None
    assert [each["label"] for each in document.json["resources"]] == ["<i>A</i>", "B"]


def test_the_one_that_reports_share_is_led_to_and_programs_see_the_others(
    several: FlaskClient,
) -> None:
    assert look(several, "urn:two").headers["Location"] == "/id/a"
    listed = look(several, "urn:two", "application/json").json
    assert listed is not None
    assert [each["label"] for each in listed["resources"]] == ["C", "<i>A</i>", "B"]


def test_a_form_asks_for_it(client: FlaskClient) -> None:
    text = client.get("/id/", headers={"Accept": HTML}).text
    assert '<form class="filters" action="/id/"' in text
    assert 'name="same"' in text


def test_nothing_asked_for_is_the_list_as_ever(client: FlaskClient) -> None:
    assert "Actors and places that reports share" in look(client, "").text
