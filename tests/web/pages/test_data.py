"""The page on what is here as data, at /.well-known/void."""

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from reportedly import shipped
from reportedly.engine.embedded import Embedded
from reportedly.settings import Settings
from reportedly.web import create_app

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PATH = "/.well-known/void"


def page(client: FlaskClient, path: str = PATH, accept: str = BROWSER) -> str:
    response = client.get(path, headers={"Accept": accept})
    assert response.status_code == 200, response.text
    assert response.mimetype == "text/html"
    assert "Accept" in response.headers["Vary"]
    return response.text


@pytest.mark.parametrize("accept", [BROWSER, "text/html"])
def test_people_get_a_page(client: FlaskClient, accept: str) -> None:
    assert "What is here, as data" in page(client, accept=accept)


@pytest.mark.parametrize("accept", ["", "*/*", "text/turtle", "application/ld+json, */*;q=0.1"])
def test_programs_get_data(client: FlaskClient, accept: str) -> None:
    response = client.get(PATH, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.mimetype != "text/html"


def test_it_has_the_graphs_and_the_links_with_their_numbers(client: FlaskClient) -> None:
    text = page(client)
    for graph in shipped.names():
        assert f"/graphs?graph={quote(graph, safe='/:')}" in text
    assert '<a href="https://www.wikidata.org/" rel="external">Wikidata</a>' in text
    assert "http://localhost/reconcile" in text


def test_what_it_leads_to_is_there(client: FlaskClient) -> None:
    for path in ("/id/", "/queries/unlinked-actors", "/queries/unlinked-places", "/sparql"):
        assert f'href="{path}"' in page(client)
        assert client.get(path, headers={"Accept": BROWSER}).status_code == 200


def test_many_graphs_are_shown_in_parts() -> None:
    engine = Embedded.in_memory()
    for number in range(60):
        engine.replace(f"http://e.org/{number:02}", b"<a:s> <a:p> 1 .", "text/turtle")
    client = create_app(engine, Settings(store=None)).test_client()
    first, second = page(client), page(client, f"{PATH}?page=2")
    assert [first.count(">http://e.org/49<"), second.count(">http://e.org/49<")] == [1, 0]
    assert "51–60 of 60 graphs" in second
    assert client.get(f"{PATH}?page=x", headers={"Accept": BROWSER}).status_code == 400


def test_an_empty_store_has_a_page_too() -> None:
    client = create_app(Embedded.in_memory(), Settings(store=None)).test_client()
    assert "There is none in this store." in page(client)
