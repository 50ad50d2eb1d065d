"""The page of a place, and the list of places with its map."""

import re
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


def read(client: FlaskClient, path: str) -> str:
    response = client.get(path, headers={"Accept": "text/html"})
    assert response.status_code == 200, response.text
    return " ".join(unescape(response.text).split())


def test_a_place_is_on_a_map_that_says_what_it_shows(client: FlaskClient) -> None:
    text = read(client, "/id/aleppo.html")
    assert '<svg role="img"' in text
    assert re.search(r'<circle class="spot subject".*?<title>Aleppo</title>', text)
    assert "Map of the places around Aleppo</title>" in text
    assert "100 km</text>" in text


def test_a_place_has_its_names_in_their_languages(client: FlaskClient) -> None:
    text = read(client, "/id/aleppo.html")
    assert '<span dir="auto" lang="ar">حلب</span>' in text
    assert '<span dir="auto" lang="fr">Alep</span>' in text


def test_a_place_lies_in_wider_ones(client: FlaskClient) -> None:
    crumbs = re.search(r'<nav class="crumbs".*?</nav>', read(client, "/id/aleppo.html"))
    assert crumbs
    assert re.findall(r">([^<]+)</a>", crumbs[0]) == [
        *("Places", "Middle East", "Syria", "Aleppo Governorate")
    ]


def test_what_is_said_of_a_place_has_its_speaker_and_status(client: FlaskClient) -> None:
    text = read(client, "/id/aleppo-governorate.html")
    assert "4 statements place something here or within" in text
    assert '<span class="chip expected">expected</span> 1 account' in text
    speaker = text.index(">Syrian Observatory for Human Rights</a>")
    assert speaker < text.index("The men are likely to be sent to Aleppo")


def test_other_accounts_of_a_statement_stay_out(client: FlaskClient) -> None:
    text = read(client, "/id/aleppo.html")
    assert "opened an attack on two fronts in Aleppo" in text
    assert "Turkey supports part of the attacking forces" not in text


def test_without_coordinates_the_next_wider_place_is_shown(client: FlaskClient) -> None:
    text = read(client, "/id/bou-kamal-crossing.html")
    assert "no coordinates for this place" in text
    assert 'The map has <a href="/id/abu-kamal">Abu Kamal</a>, in which it lies' in text


def test_without_any_coordinates_there_is_no_map(client: FlaskClient) -> None:
    assert "<svg" not in read(client, "/id/united-kingdom.html")


def test_other_datasets_are_named(client: FlaskClient) -> None:
    text = read(client, "/id/syria.html")
    assert '<a href="http://www.wikidata.org/entity/Q858" rel="external">Wikidata Q858</a>' in text
    assert 'rel="external">GeoNames 163843</a>' in text


def test_a_place_of_one_report_has_a_page(client: FlaskClient) -> None:
    text = read(client, "/report/syria-2024-12-02/p-northern-syria")
    assert "Northern Syria</h1>" in text
    assert "1 statement places something here." in text


def test_all_places_are_listed_and_drawn(client: FlaskClient) -> None:
    text = read(client, "/places")
    assert "25 places, those with most accounts first" in text
    assert text.index(">Syria</a>") < text.index(">Aleppo</a>") < text.index(">Damascus</a>")
    assert text.count("<circle") == 10
    assert "<bdi>Abu Kamal</bdi>, in which it lies" in text


def test_places_are_searched_by_name(client: FlaskClient) -> None:
    text = read(client, "/places?words=governorate")
    assert "4 places with “<bdi>governorate</bdi>” in their names" in text
    assert "No place has “<bdi>xyz</bdi>” in its name" in read(client, "/places?words=xyz")


def test_places_are_a_file_too(client: FlaskClient) -> None:
    lines = client.get("/places.csv?words=damascus").text.splitlines()
    assert lines == [
        "place,label,latitude,longitude,locatedIn,accounts",
        "https://w3id.org/reportedly/id/damascus,Damascus,33.5158,36.2815,"
        "https://w3id.org/reportedly/id/syria,0",
    ]
    (row,) = client.get("/places.json?words=gaza").get_json()["rows"]
    assert (row["latitude"], row["accounts"]) == (None, 1)
