"""The page of the ontology."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from reportedly.engine.embedded import Embedded
from reportedly.lookup import solutions
from reportedly.settings import Settings
from reportedly.vocabulary import ontology
from reportedly.web import create_app

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def html(shipped_engine: Embedded) -> str:
    client = create_app(shipped_engine, Settings(store=None)).test_client()
    response = client.get("/ns", headers=HTML)
    assert response.status_code == 200
    return response.text


def test_every_term_has_a_place_to_link_to(html: str, shipped_engine: Embedded) -> None:
    places = re.findall(r'\bid="([^"]+)"', html)
    assert len(places) == len(set(places))
    assert {term.name for term in ontology.read(shipped_engine).terms} <= set(places)
    assert ontology.CORE.rpartition("#")[2] in places


def test_every_link_within_the_page_leads_somewhere(html: str) -> None:
    places = set(re.findall(r'\bid="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= places


def test_it_is_small_enough(html: str) -> None:
    assert len(html.encode()) < 100_000


def test_a_term_is_told_in_three_languages_with_its_rules_and_uses(html: str) -> None:
    found = re.search(r'<div class="term core" id="source">.*?</dl>', html, re.DOTALL)
    assert found
    words = " ".join(unescape(re.sub(r"<[^>]+>", " ", found[0])).split())
    for part in ("object property, core", "source · source · مصدر", "Who says it."):
        assert part in words
    for part in ("Of Statement at least one", "Value Actor", "prov:wasAttributedTo", "In the data"):
        assert part in words
    assert '<a href="/ns#within">rpt:within</a>' in found[0]


def test_it_can_be_cited_and_downloaded(html: str) -> None:
    for path in ("/ns/0.1.0", "/ns.ttl", "/ns.jsonld", "/ns.nt", "/ns.rdf"):
        assert f'href="{path}"' in html
    assert "CC BY 4.0" in html


def test_the_diagram_says_in_words_what_it_shows(html: str) -> None:
    assert re.search(r'<svg[^>]* role="img" aria-labelledby="diagram-title diagram-desc">', html)
    assert html.count('class="box"') == 8


def test_no_gloss_stands_there_without_its_speaker(html: str, shipped_engine: Embedded) -> None:
    query = "SELECT ?gloss WHERE { ?a <https://w3id.org/reportedly/ns#gloss> ?gloss }"
    glosses = [row[0].text for row in solutions(shipped_engine, query).rows if row[0]]
    assert glosses
    assert not [gloss for gloss in glosses if gloss[:50] in unescape(html)]


def test_a_version_that_is_not_here_is_missing(client: FlaskClient) -> None:
    assert client.get("/ns/0.1.0", headers=HTML).status_code == 200
    response = client.get("/ns/9.9.9", headers=HTML)
    assert response.status_code == 404
