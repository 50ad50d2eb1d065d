"""A server tells the address that the operator gives, not the one that a request names."""

from collections.abc import Iterator

import pytest

from reportedly.errors import SettingsError
from reportedly.web.public import Public

from .conftest import Served, serving

PUBLIC = "https://reports.example.org"


@pytest.fixture(scope="module")
def known() -> Iterator[Served]:
    with serving("--store", "memory", "--public-url", PUBLIC) as served:
        yield served


@pytest.mark.parametrize(
    ("path", "accept", "told"),
    [
        ("/sparql", "text/turtle", f"<{PUBLIC}/sparql>"),
        ("/.well-known/void", "text/turtle", f"<{PUBLIC}/sparql>"),
        ("/sitemap.xml", "*/*", f"<loc>{PUBLIC}/queries</loc>"),
        ("/report/syria-2024-12-02/citation", "text/plain", f"{PUBLIC}/"),
        ("/queries/chains", "text/html", f"{PUBLIC}/queries/chains.csv"),
        ("/sparql?query=SELECT(STR(<x>)AS?iri){}", "text/csv", f"{PUBLIC}/x"),
        ("/sparql?query=SELECT(STR(<x>)AS?iri){}", "text/html", f"{PUBLIC}/x"),
    ],
)
def test_what_is_told_has_the_public_address(
    known: Served, path: str, accept: str, told: str
) -> None:
    body = known.send("GET", path, Accept=accept, Host="inside.example").body.decode()
    assert told in body
    assert "inside.example" not in body


def test_without_one_it_is_what_the_request_says(server: Served) -> None:
    body = server.send("GET", "/sparql", Accept="text/turtle", Host="inside.example").body
    assert b"<http://inside.example/sparql>" in body


@pytest.mark.parametrize(
    "url", ["https://a.example", "http://a.example:8080/", "https://[::1]:80", "HTTPS://A.example/"]
)
def test_the_address_of_a_server_is_taken(url: str) -> None:
    assert Public.of(url).host in url


@pytest.mark.parametrize(
    "url",
    ["a.example", "ftp://a.example", "https://a.example/x", "https://u@a.example", "https://"],
)
def test_anything_else_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="--public-url"):
        Public.of(url)
