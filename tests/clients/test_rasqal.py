"""Redland’s programs: roqet asks the endpoint, and rapper reads the linked data."""

from pathlib import Path
from typing import Final

import pytest

from tests.web.conftest import Served

from .installed import needs, run, table, texts
from .pasting import ASKED, rows, told

pytestmark = [pytest.mark.slow, needs("roqet", "rapper")]
HAMA: Final = "https://w3id.org/reportedly/id/hama"
SEEN: Final = "http://example.org/seen"
LABEL: Final = "http://www.w3.org/2000/01/rdf-schema#label"
NAMES: Final = ["Hama", "Hama", "حماة"]
ODD: Final = (
    'SELECT (0 AS ?zero) (false AS ?no) ("" AS ?empty) ("حماة"@ar AS ?name) ?nothing '
    '("50%, \\"a\\" & <b>" AS ?signs) {}'
)


@pytest.mark.parametrize("path", ASKED, ids=lambda path: path.partition("?")[0])
def test_the_command_on_the_page_gets_the_answer(site: Served, path: str) -> None:
    printed = run("bash", "-c", told(site, path)["Redland"])
    assert table(printed) == texts(rows(site, path))


def test_what_is_easily_lost_arrives(site: Served) -> None:
    printed = run("roqet", "-q", "-p", f"{site.url}sparql", "-r", "tsv", "-e", ODD)
    (row,) = (line.split("\t") for line in printed.splitlines()[1:])
    assert row[:3] == ["0", '"false"^^<http://www.w3.org/2001/XMLSchema#boolean>', '""']
    assert row[3].encode().decode("unicode_escape") == '"حماة"@ar'
    assert row[4:] == ["", r'"50%, \"a\" & <b>"']


def test_it_joins_what_it_has_with_what_is_here(site: Served, tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text(f'<{HAMA}> <{SEEN}> 0, "", false .')
    there = f"SERVICE <{site.url}sparql> {{ ?place <{LABEL}> ?name }}"
    query = f"SELECT ?seen ?name {{ ?place <{SEEN}> ?seen . {there} }}"
    joined = table(run("roqet", "-q", "-r", "csv", "-D", str(mine), "-e", query))
    assert joined == [{"seen": seen, "name": name} for seen in ("0", "", "false") for name in NAMES]


def test_it_asks_a_place_that_it_fetches_by_its_name(site: Served) -> None:
    query = f"SELECT ?name {{ <{HAMA}> <{LABEL}> ?name }}"
    printed = run("roqet", "-q", "-r", "csv", "-D", f"{site.url}id/hama", "-e", query)
    assert [row["name"] for row in table(printed)] == NAMES


@pytest.mark.parametrize("parser", ["guess", "turtle", "rdfxml", "ntriples"])
def test_rapper_gets_the_form_that_it_reads(site: Served, parser: str) -> None:
    printed = run("rapper", "-q", "-i", parser, "-o", "ntriples", f"{site.url}id/hama")
    usual = site.send("GET", "/id/hama.nt").body.decode()
    assert set(printed.splitlines()) == {ascii_only(line) for line in usual.splitlines()}


def ascii_only(line: str) -> str:
    return "".join(sign if sign.isascii() else f"\\u{ord(sign):04X}" for sign in line)
