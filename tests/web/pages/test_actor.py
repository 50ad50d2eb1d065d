"""The page of an actor: whose words, about whom, and for whom they speak."""

import re
from html import unescape

from flask.testing import FlaskClient

SEED = "/report/syria-2024-12-02"


def page(client: FlaskClient, path: str) -> str:
    response = client.get(path, headers={"Accept": "text/html"})
    assert response.status_code == 200, response.text
    return " ".join(unescape(response.text).split())


def section(text: str, name: str) -> str:
    found = re.search(rf'<section aria-labelledby="{name}">(.*?)</section>', text)
    assert found, f"there is no section {name}"
    return found[1]


def test_what_they_say_and_what_is_said_of_them_stand_apart(client: FlaskClient) -> None:
    text = page(client, "/id/white-helmets.html")
    assert "no fewer than 25 people" in section(text, "said")
    told = section(text, "told")
    assert "no fewer than 25 people" not in told
    assert "The report’s author" in told


def test_a_spokesman_leads_to_the_office_and_the_state(client: FlaskClient) -> None:
    text = page(client, "/id/dmitry-peskov.html")
    bound = re.search(r"<dt>Speaks for</dt><dd>(.*?)</dd>", text)
    assert bound
    assert re.findall(r">([^<]+)</a>", bound[1]) == ["The Kremlin", "Russia (state)"]
    assert "Dmitry Peskov" in page(client, "/id/kremlin.html")


def test_a_source_leads_on_to_all_who_are_bound_in_the_end(client: FlaskClient) -> None:
    text = page(client, f"{SEED}/a-army-sources")
    bound = re.search(r"<dt>Member of</dt><dd>(.*?)</dd>", text)
    assert bound
    words = re.sub("<[^>]+>", "", bound[1])
    assert words == (
        "Syrian Arab Army, which is part of Syrian Armed Forces, which speaks for"
        " Syrian government, which speaks for Syria (state)"
    )


def test_an_agency_shows_what_it_passes_on(client: FlaskClient) -> None:
    passed = section(page(client, "/id/reuters.html"), "passed")
    assert "Two Syrian army sources" in passed
    assert "at second hand" in passed


def test_names_in_all_languages_and_checked_links_are_there(client: FlaskClient) -> None:
    text = page(client, "/id/reuters.html")
    assert '<bdi dir="auto" lang="ar">رويترز</bdi>' in text
    assert 'href="http://www.wikidata.org/entity/' in text


def test_an_unnamed_source_says_how_many_and_that_none_can_be_recognised(
    client: FlaskClient,
) -> None:
    text = page(client, f"{SEED}/a-army-sources")
    assert "Unnamed source" in text
    assert "<dt>How many people</dt><dd>2</dd>" in text
    assert "nobody can know" in text


def test_words_for_them_name_whose_they_are(client: FlaskClient) -> None:
    words = section(page(client, "/id/hayat-tahrir-al-sham.html"), "words")
    assert "<q>jihadist organization</q>" in words
    assert "own voice" in words


def test_an_actor_that_nobody_describes_is_missing(client: FlaskClient) -> None:
    assert client.get("/id/nobody.html").status_code == 404
