"""The page of a report: who said what through whom, where it stands, and the text if supplied."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from reportedly import generation
from reportedly.engine.embedded import Embedded
from reportedly.engine.opening import open_engine
from reportedly.generation import SyntheticReport
from reportedly.settings import Settings
from reportedly.terms import SHARED_GRAPH
from reportedly.web import create_app

SEED = "/report/syria-2024-12-02"


def fetch(client: FlaskClient, path: str = SEED) -> str:
    response = client.get(path, headers={"Accept": "text/html"})
    assert response.status_code == 200, response.text
    return unescape(response.text)


def card(html: str, name: str) -> str:
    """What a statement shows, without its tags."""
    found = re.search(rf'<article [^>]*id="{name}".*?</article>', html, re.DOTALL)
    assert found, name
    return " ".join(re.sub(r"<[^>]*>", "", found[0]).split())


def running(html: str) -> str:
    """The text that a page shows, without the names of statements in it."""
    found = re.search(r'<div class="running"[^>]*>(.*?)</div>', html, re.DOTALL)
    assert found
    return re.sub(r"<[^>]*>", "", re.sub(r"<a .*?</a>", "", found[1]))


@pytest.fixture(scope="module")
def client(shipped_engine: Embedded) -> FlaskClient:
    """A client for all that only read."""
    return create_app(shipped_engine, Settings(store=None)).test_client()


@pytest.fixture(scope="module")
def html(client: FlaskClient) -> str:
    return fetch(client)


def test_every_statement_can_be_linked_to(html: str) -> None:
    ids = re.findall(r'<article [^>]*id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 33
    assert {"s01", "s17", "r15", "s-reuters"} <= set(ids)


def test_the_chain_of_carriers_is_visible(html: str) -> None:
    chain = "Two Syrian army sources Reuters this report at second hand"
    assert chain in card(html, "s14")
    assert "Passed on: C14, C15" in card(html, "s-reuters")


def test_a_statement_has_its_speaker_act_status_gloss_and_place(html: str) -> None:
    told = card(html, "s04")
    for words in (
        "C04 White Helmets announced",
        "killed no fewer than 25 people.",
        "at least 25 – people, killed",
        "C05 10 children – children, killed, among the at least 25",
        "Told as having happened: air strike by Russia (state) and Syrian government",
        "paraphrase",
        "said on Monday, read as 2 December 2024",
        "characters 848–869",
        "characters 731–954",
    ):
        assert words in told


def test_quoted_words_stand_in_quotation_marks(html: str) -> None:
    assert ">unconditional support</q></blockquote>" in html


def test_the_report_speaks_in_its_own_voice_where_it_names_nobody(html: str) -> None:
    assert "asserted in the own voice of this report" in card(html, "r01")


def test_without_the_text_there_are_places_for_it(html: str) -> None:
    assert '<template data-digest="c01b5ab6' in html
    assert '<i data-at="1657 1697"></i>' in html


def test_search_engines_find_claims_with_their_speakers(html: str) -> None:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found
    claims = [each for each in json.loads(found[1])["@graph"] if each["@type"] == "Claim"]
    assert claims
    assert all(each["author"] for each in claims)


@pytest.mark.parametrize("page", ["0", "2", "x", "-1", "1e3", "9" * 5000])
def test_there_is_no_other_page(client: FlaskClient, page: str) -> None:
    response = client.get(f"{SEED}?page={page}", headers={"Accept": "text/html"})
    assert response.status_code == 404


def test_the_text_is_shown_with_its_passages(
    shipped_engine: Embedded, shared: Path, seed_text: str
) -> None:
    settings = Settings(store=None, texts=shared / "seed")
    html = fetch(create_app(shipped_engine, settings).test_client())
    assert running(html) == seed_text
    assert "passages are at their places" in html


@pytest.fixture(scope="module")
def synthetic() -> SyntheticReport:
    """A made-up report with more statements than one page has."""
    return next(generation.corpus(reports=1, seed=1))


@pytest.fixture(scope="module")
def long_report(
    synthetic: SyntheticReport, tmp_path_factory: pytest.TempPathFactory
) -> FlaskClient:
    """A client of a server that has that report and its text."""
    texts = tmp_path_factory.mktemp("texts")
    (texts / "any").write_bytes(synthetic.text.encode())
    engine = open_engine(None)
    engine.add(str(SHARED_GRAPH), generation.shared().encode(), "text/turtle")
    engine.replace(synthetic.iri, synthetic.turtle.encode(), "text/turtle")
    return create_app(engine, Settings(store=None, texts=texts)).test_client()


def test_every_statement_of_a_long_report_is_on_one_page_and_linked_from_the_others(
    synthetic: SyntheticReport, long_report: FlaskClient
) -> None:
    path = f"/report/{synthetic.slug}"
    pages = [fetch(long_report, f"{path}?page={number}") for number in (1, 2)]
    told, listed = (
        [re.findall(rf'<{tag} [^>]*id="(s[^"]+)"', page) for page in pages]
        for tag in ("article", "li")
    )
    assert told == listed[::-1]
    assert f'href="?page=2#{told[1][0]}"' in pages[0]
    assert all(len(page.encode()) < 100_000 for page in pages)


def test_each_page_of_a_long_report_has_its_part_of_the_text(
    synthetic: SyntheticReport, long_report: FlaskClient
) -> None:
    path = f"/report/{synthetic.slug}"
    parts = [running(fetch(long_report, f"{path}?page={number}")) for number in (1, 2)]
    assert "".join(parts) == synthetic.text


def test_the_path_of_a_statement_leads_to_its_page(
    synthetic: SyntheticReport, long_report: FlaskClient
) -> None:
    path = f"/report/{synthetic.slug}"
    places = [
        long_report.get(f"{path}/{name}", headers={"Accept": "text/html"}).location
        for name in ("s01", "s50")
    ]
    assert places == [f"{path}#s01", f"{path}?page=2#s50"]
