"""Exports and citations of a report over HTTP."""

import json
from datetime import UTC, datetime

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from reportedly import media

from .submitting import Site, document

SEED = "/report/syria-2024-12-02"


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        ("annotations", "*/*", 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'),
        ("annotations", "application/json", "application/ld+json"),
        ("claims", "", "application/ld+json"),
        ("provenance", "", "text/turtle"),
        ("provenance", "application/n-triples", "application/n-triples"),
        ("provenance.jsonld", "text/turtle", "application/ld+json"),
        ("citation", "", "text/plain"),
        ("citation", "application/x-bibtex", "application/x-bibtex"),
        ("citation", "application/vnd.citationstyles.csl+json", "application/vnd.citationstyles"),
        ("citation.bib", "text/plain", "application/x-bibtex"),
        ("citation.json", "", "application/vnd.citationstyles.csl+json"),
        ("citation.txt", "", "text/plain"),
    ],
)
def test_the_form_is_that_of_the_suffix_or_what_the_client_likes(
    client: FlaskClient, path: str, accept: str, kind: str
) -> None:
    response = client.get(f"{SEED}/{path}", headers={"Accept": accept} if accept else {})
    assert response.status_code == 200
    assert response.content_type.startswith(kind)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Accept" in response.vary


@pytest.mark.parametrize("suffix", media.SUFFIXES)
def test_provenance_has_a_suffix_for_each_format(client: FlaskClient, suffix: str) -> None:
    response = client.get(f"{SEED}/provenance{suffix}")
    form = ox.RdfFormat.from_media_type(str(response.mimetype))
    assert len(list(ox.parse(response.data, form))) > 200


@pytest.mark.parametrize("path", ["annotations", "claims", "provenance", "citation"])
def test_what_can_not_be_written_is_refused(client: FlaskClient, path: str) -> None:
    response = client.get(f"{SEED}/{path}", headers={"Accept": "image/png"})
    assert response.status_code == 406


@pytest.mark.parametrize("path", ["provenance.pdf", "citation.pdf"])
def test_a_suffix_that_is_none_is_told_from_those_that_are(client: FlaskClient, path: str) -> None:
    response = client.get(f"{SEED}/{path}")
    assert response.status_code == 404
    assert f"{SEED}/{path.partition('.')[0]}." in response.text.partition("There are: ")[2]


@pytest.mark.parametrize(
    "path", ["annotations", "claims", "provenance", "provenance.ttl", "citation", "citation.bib"]
)
@pytest.mark.parametrize("slug", ["none", "No-slug", "x%3E%20%3Fp"])
def test_there_is_nothing_of_a_report_that_is_not_there(
    client: FlaskClient, slug: str, path: str
) -> None:
    assert client.get(f"/report/{slug}/{path}").status_code == 404


@pytest.mark.parametrize("path", ["annotations", "claims", "provenance", "citation"])
def test_of_a_report_that_was_withdrawn_the_reason_is_told(site: Site, path: str) -> None:
    site.submit(document())
    site.send("DELETE", "/report/rain", b"It was an exercise.", by="Alice", If_Match="*")
    response = site.client.get(f"/report/rain/{path}")
    assert response.status_code == 410
    assert "It was an exercise." in response.text


@pytest.mark.parametrize("path", ["annotations", "claims", "provenance"])
def test_what_has_not_changed_is_not_sent_again(client: FlaskClient, path: str) -> None:
    tag = client.get(f"{SEED}/{path}").headers["ETag"]
    again = client.get(f"{SEED}/{path}", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_a_citation_names_the_day_the_server_and_the_revision(client: FlaskClient) -> None:
    response = client.get(f"{SEED}/citation", headers={"Accept": "text/plain"})
    today = datetime.now(UTC).date()
    assert f"Retrieved {today}. Revision 1 of the data at http://localhost/." in response.text
    assert "ETag" not in response.headers


def test_a_citation_of_a_version_names_it_and_who_sent_it(site: Site) -> None:
    site.submit(document())
    (item,) = json.loads(site.client.get("/report/rain/citation.json").data)
    assert (item["author"], item["version"]) == ([{"literal": "Alice"}], "1")
    assert "https://w3id.org/reportedly/report/rain/versions/1" in item["note"]


def test_a_citation_is_saved_under_the_name_of_the_report(client: FlaskClient) -> None:
    response = client.get(f"{SEED}/citation", headers={"Accept": "application/x-bibtex"})
    assert response.headers["Content-Disposition"] == 'inline; filename="syria-2024-12-02.bib"'


@pytest.mark.parametrize("suffix", ["", ".ttl", ".html"])
def test_a_report_says_what_to_cite_and_where_its_provenance_is(
    client: FlaskClient, suffix: str
) -> None:
    links = ", ".join(client.get(f"{SEED}{suffix}").headers.getlist("Link"))
    assert f'<https://w3id.org/reportedly{SEED}>; rel="cite-as"' in links
    assert f'<{SEED}/provenance>; rel="http://www.w3.org/ns/prov#has_provenance"' in links
