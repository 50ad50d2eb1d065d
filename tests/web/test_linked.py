"""Linked data: every IRI of the data answers by its path, as a page and as RDF."""

import re

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse
from werkzeug.wrappers import Response

from reportedly import shipped
from reportedly.terms import BASE
from reportedly.web.addresses import address, anchor

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
REPORT = "/report/syria-2024-12-02"
FORMS = {
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
    ".nt": "application/n-triples",
    ".rdf": "application/rdf+xml",
}
DOCUMENTS = ["/id/aleppo", "/kind/airstrike", "/ns", "/kind", "/id", REPORT, f"{REPORT}/e-strikes"]


def get(client: FlaskClient, path: str, accept: str = "") -> TestResponse:
    return client.get(path, headers={"Accept": accept} if accept else {})


def triples(response: Response) -> set[ox.Triple]:
    form = ox.RdfFormat.from_media_type(response.mimetype or "")
    return {quad.triple for quad in ox.parse(response.data, format=form)}


def named() -> set[str]:
    """The IRIs under our base that the shipped data mention, but for properties and classes."""
    quads = [
        quad
        for content in shipped.graphs().values()
        for quad in ox.parse(content, format=ox.RdfFormat.TURTLE)
    ]
    terms = {term for quad in quads for term in (quad.subject, quad.object)}
    iris = {term.value for term in terms if isinstance(term, ox.NamedNode)}
    return {iri for iri in iris if iri.startswith(BASE)}


@pytest.mark.slow
def test_every_iri_of_the_data_answers_with_rdf_that_tells_of_it(client: FlaskClient) -> None:
    for iri in sorted(named() - {BASE + "id/reportedly"}):
        path = address(iri).partition("#")[0]
        with client.get(path, follow_redirects=True) as response:
            assert response.status_code == 200, iri
            told = triples(response)
            assert any(f"<{iri}>" in (str(each.subject), str(each.object)) for each in told), iri


@pytest.mark.slow
def test_every_iri_of_the_data_answers_with_a_page(client: FlaskClient) -> None:
    for iri in sorted(named()):
        headers = {"Accept": BROWSER}
        with client.get(address(iri), headers=headers, follow_redirects=True) as response:
            assert response.status_code == 200, iri
            assert response.mimetype == "text/html", iri
            assert response.get_data().count(b"<h1") == 1, iri


@pytest.mark.parametrize("path", DOCUMENTS)
def test_a_document_is_there_in_every_form_by_its_suffix(client: FlaskClient, path: str) -> None:
    turtle = triples(get(client, f"{path}.ttl"))
    assert turtle
    for suffix, media_type in FORMS.items():
        response = get(client, f"{path}{suffix}", accept=BROWSER)
        assert response.mimetype == media_type
        assert triples(response) == turtle
    assert get(client, f"{path}.html").mimetype == "text/html"


@pytest.mark.parametrize(
    ("accept", "location"),
    [
        ("", "/id/aleppo.ttl"),
        ("*/*", "/id/aleppo.ttl"),
        (BROWSER, "/id/aleppo.html"),
        ("application/ld+json", "/id/aleppo.jsonld"),
        ("application/xml", "/id/aleppo.rdf"),
        ("text/turtle;q=0.4, application/n-triples", "/id/aleppo.nt"),
    ],
)
def test_a_place_leads_to_what_tells_of_it(client: FlaskClient, accept: str, location: str) -> None:
    response = get(client, "/id/aleppo", accept)
    assert response.status_code == 303
    assert response.headers["Location"] == location
    assert "Accept" in response.headers["Vary"]


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_report_is_there_as_a_table(client: FlaskClient, form: str) -> None:
    with client.get(f"{REPORT}.{form}", follow_redirects=True) as response:
        assert response.mimetype == {"csv": "text/csv", "json": "application/json"}[form]
        assert "Air raids flown jointly with Russia" in response.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/ns", "/kind/", "/id/", REPORT, f"{REPORT}/e-strikes"])
def test_a_document_answers_at_once(client: FlaskClient, path: str) -> None:
    assert get(client, path).mimetype == "text/turtle"
    assert get(client, path, BROWSER).mimetype == "text/html"


@pytest.mark.parametrize("name", ["s04", "s04-a", "s04-f1", "s04-p"])
def test_what_is_said_is_a_place_on_the_page_of_its_report(client: FlaskClient, name: str) -> None:
    response = get(client, f"{REPORT}/{name}", BROWSER)
    assert (response.status_code, response.headers["Location"]) == (303, f"{REPORT}#s04")
    assert get(client, f"{REPORT}/{name}").mimetype == "text/turtle"


def test_a_page_on_an_account_alone_does_not_have_its_gloss_as_heading(
    client: FlaskClient,
) -> None:
    page = get(client, f"{REPORT}/s04-a.html").text
    assert re.search(r"<h1[^>]*>(.*?)</h1>", page)[1] == "syria-2024-12-02#s04-a"  # type: ignore[index]


def test_a_version_of_the_ontology_is_the_one_that_is_here(client: FlaskClient) -> None:
    assert triples(get(client, "/ns/0.1.0")) == triples(get(client, "/ns"))
    assert get(client, "/ns/0.0.1").status_code == 404


def test_links_say_what_is_told_of_and_in_which_forms(client: FlaskClient) -> None:
    links = get(client, "/id/aleppo.html").headers["Link"]
    assert f'<{BASE}id/aleppo>; rel="canonical"' in links
    assert '</id/aleppo.ttl>; rel="describedby"' in links
    assert '</id/aleppo.jsonld>; rel="alternate"; type="application/ld+json"' in links


def test_what_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    first = get(client, "/id/aleppo.ttl")
    again = client.get("/id/aleppo.ttl", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "path", ["/id/nowhere", "/kind/nothing", "/id/a b", "/id/<x>", f"{REPORT}/nobody", "/ns.txt"]
)
@pytest.mark.parametrize("accept", ["", BROWSER])
def test_what_the_data_do_not_mention_is_not_there(
    client: FlaskClient, path: str, accept: str
) -> None:
    assert get(client, path, accept).status_code == 404


def test_a_form_that_there_is_not_is_refused_with_those_that_there_are(client: FlaskClient) -> None:
    response = get(client, "/id/aleppo", "image/png, application/problem+json;q=0.1")
    assert response.status_code == 406
    assert response.json is not None
    assert "text/turtle" in response.json["available"]


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        (f"{BASE}id/aleppo", "/id/aleppo"),
        (f"{BASE}ns#Statement", "/ns#Statement"),
        (f"{BASE}report/x", "/report/x"),
        (f"{BASE}report/x#s01", "/report/x/s01"),
        (f"{BASE}id/حلب", "/id/%D8%AD%D9%84%D8%A8"),
        (f"{BASE}/e.org/a", "/%2Fe.org/a"),
        (f"{BASE}/e.org/a#b", "/%2Fe.org/a#b"),
        ("javascript:alert(1)", "/sparql?query=DESCRIBE%20%3Cjavascript%3Aalert%281%29%3E"),
        ("http://www.wikidata.org/entity/Q41183", "http://www.wikidata.org/entity/Q41183"),
    ],
)
def test_addresses(iri: str, path: str) -> None:
    assert address(iri) == path


def test_anchors() -> None:
    assert anchor(f"{BASE}report/x#s01") == "/report/x#s01"
