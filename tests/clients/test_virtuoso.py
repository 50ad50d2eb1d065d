"""Virtuoso: SERVICE, which it words anew, and SQL that asks a query as it is."""

import json
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Final

import pytest

from tests.web.conftest import Served

from .installed import needs, texts
from .pasting import ASKED, rows, told
from .virtuoso import Virtuoso, running

pytestmark = [pytest.mark.slow, needs("virtuoso-t", "isql-vt")]
WORDED: Final = ("said-for-a-body", "wikidata-of-places", "assumptions")
"""Questions that it words right."""
HAMA: Final = "https://w3id.org/reportedly/id/hama"
JSON: Final = "application/sparql-results+json"
LABEL: Final = "http://www.w3.org/2000/01/rdf-schema#label"
SEEN: Final = "http://example.org/seen"


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    with running(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


@pytest.mark.parametrize("path", ASKED, ids=lambda path: path.partition("?")[0])
def test_the_sql_on_the_page_gets_the_answer(site: Served, virtuoso: Virtuoso, path: str) -> None:
    expected = texts(rows(site, path))
    assert virtuoso.isql(told(site, path)["Virtuoso"], *expected[0]) == expected


@pytest.mark.parametrize("path", WORDED)
def test_service_on_the_page_gets_the_answer(site: Served, virtuoso: Virtuoso, path: str) -> None:
    found = answer(virtuoso, told(site, path)["another SPARQL store"])
    bound = [{name: text for name, text in row.items() if text} for row in texts(rows(site, path))]
    assert [{name: term["value"] for name, term in row.items()} for row in found] == bound


def test_what_is_easily_lost_arrives(site: Served, virtuoso: Virtuoso) -> None:
    bound = "BIND(0 AS ?zero) BIND('' AS ?empty) BIND('حماة'@ar AS ?name) BIND(false AS ?no)"
    asked = f"<{HAMA}> a ?class {bound} OPTIONAL {{ ?class <{SEEN}> ?nothing }}"
    (row,) = answer(virtuoso, f"SELECT * {{ SERVICE <{site.url}sparql> {{ {asked} }} }}")
    assert "nothing" not in row
    assert (row["zero"]["value"], row["empty"]["value"]) == ("0", "")
    assert (row["name"]["value"], row["name"]["xml:lang"]) == ("حماة", "ar")
    assert row["no"]["value"] == "0"  # it has no truth values


def test_it_joins_what_it_has_with_what_is_here(site: Served, virtuoso: Virtuoso) -> None:
    virtuoso.isql(f"SPARQL INSERT IN <urn:mine> {{ <{HAMA}> <{SEEN}> 0, '' }};")
    there = f"SERVICE <{site.url}sparql> {{ ?place <{LABEL}> ?name FILTER(LANG(?name) = 'ar') }}"
    found = answer(virtuoso, f"SELECT ?seen ?name {{ ?place <{SEEN}> ?seen . {there} }}")
    joined = {(row["seen"]["value"], row["name"]["value"]) for row in found}
    assert joined == {("0", "حماة"), ("", "حماة")}


def answer(virtuoso: Virtuoso, query: str) -> list[dict[str, dict[str, str]]]:
    form = urllib.parse.urlencode({"query": query}).encode()
    asked = urllib.request.Request(virtuoso.endpoint, form, {"Accept": JSON})
    with urllib.request.urlopen(asked, timeout=60) as response:
        found: list[dict[str, dict[str, str]]] = json.load(response)["results"]["bindings"]
    return found
