"""The pages of concepts and their schemes."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from reportedly.engine.embedded import Embedded
from reportedly.settings import Settings
from reportedly.web import create_app

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def client(shipped_engine: Embedded) -> FlaskClient:
    """A client for all that only read."""
    return create_app(shipped_engine, Settings(store=None)).test_client()


def words(client: FlaskClient, path: str) -> str:
    """The text of a page, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html(client, path))).split())


def html(client: FlaskClient, path: str) -> str:
    response = client.get(path, headers=HTML)
    assert response.status_code == 200, response.text
    assert len(response.data) < 100_000
    return response.text


def test_all_schemes_and_all_concepts_are_on_one_page(client: FlaskClient) -> None:
    text = html(client, "/kind/")
    for path in ("/kind/acts", "/kind/ucdp", "/kind/airstrike", "/kind/cameo-195"):
        assert f'href="{path}"' in text
    assert text.count('<ul class="tree">') > 10


def test_a_scheme_tells_which_property_has_it(client: FlaskClient) -> None:
    text = words(client, "/kind/statuses.html")
    assert "Scheme of 6 concepts" in text
    assert "Values of rpt:status" in text


def test_a_codebook_of_others_is_cited(client: FlaskClient) -> None:
    assert "Uppsala Conflict Data Program" in words(client, "/kind/ucdp.html")


def test_a_concept_has_its_names_its_place_and_its_matches(client: FlaskClient) -> None:
    text = words(client, "/kind/airstrike.html")
    for part in (
        "frappe aérienne · غارة جوية",
        "Concepts › kinds of event › violence › armed conflict",
        "In CAMEO codes narrower than Employ aerial weapons 195",
        "4 statements in these data use it.",
        "White Helmets 1",
    ):
        assert part in text


def test_counts_lead_to_the_statements(client: FlaskClient) -> None:
    text = unescape(html(client, "/kind/airstrike.html"))
    assert 'href="/statements?kind=kind%3Aairstrike"' in text
    assert 'href="/statements?kind=kind%3Aairstrike&source=id%3Awhite-helmets"' in text
    assert "/statements?" not in html(client, "/kind/paraphrase.html")


def test_what_is_told_stands_below_its_speaker(client: FlaskClient) -> None:
    text = html(client, "/kind/planned.html")
    for card in re.findall(r'<article class="statement.*?</article>', text, re.DOTALL):
        assert card.index("<h3>") < card.index('class="gloss"')


def test_mentions_lead_to_what_they_mention(client: FlaskClient) -> None:
    text = html(client, "/kind/airstrike.html")
    assert '<a href="/kind/drone-strike">kind:drone-strike</a>' in text


@pytest.mark.parametrize("slug", ["ceasefire", "corroborates", "cameo-195", "acts", "rank"])
def test_every_sort_of_concept_has_a_page(client: FlaskClient, slug: str) -> None:
    assert html(client, f"/kind/{slug}.html")


def test_what_is_no_concept_is_missing(client: FlaskClient) -> None:
    assert client.get("/kind/nothing.html", headers=HTML).status_code == 404
