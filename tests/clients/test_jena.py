"""Apache Jena’s commands, as its own download has them, over the jars of Debian."""

from pathlib import Path
from typing import Final

import pytest
from rdflib import Graph, Literal

from tests.benchmarks.validation import jena
from tests.web.conftest import Served

from .installed import run, table, texts
from .pasting import ASKED, rows, told

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not jena.installed(), reason="needs libapache-jena-java and a Java"),
]
HAMA: Final = "https://w3id.org/reportedly/id/hama"
LABEL: Final = "http://www.w3.org/2000/01/rdf-schema#label"
SEEN: Final = "http://example.org/seen"
ODD: Final = "SELECT (0 AS ?zero) (false AS ?no) ('' AS ?empty) ('حماة'@ar AS ?name) ?nothing {}"
KEPT: Final = '?zero\t?no\t?empty\t?name\t?nothing\n0\tfalse\t""\t"حماة"@ar\t\n'
DIRECT: Final = "application/sparql-query"
SENT: Final = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "tsv": "text/tab-separated-values",
}
WRITTEN: Final = {"ttl": "turtle", "rdf": "rdfxml", "nt": "ntriples", "jsonld": "jsonld10"}
"""The ends of names of documents, and what Jena calls their syntax; Debian has no JSON-LD 1.1."""
COMMANDS: Final = ("arq.rsparql", "arq.arq", "arq.rset", "riotcmd.riot")


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of the commands; Debian has none."""
    folder = tmp_path_factory.mktemp("jena")
    options = f"-XX:TieredStopAtLevel=1 -cp {jena.class_path(folder)}"
    for entry in COMMANDS:
        script = folder / entry.partition(".")[2]
        script.write_text(f'#!/bin/sh\nexec java {options} {entry} "$@"\n')
        script.chmod(0o755)
    return str(folder)


@pytest.mark.parametrize("path", ASKED[:2], ids=lambda path: path.partition("?")[0])
def test_the_command_on_the_page_gets_the_answer(site: Served, commands: str, path: str) -> None:
    printed = run("bash", "-c", told(site, path)["Apache Jena"], path=commands)
    assert table(printed) == texts(rows(site, path))


def test_the_query_with_service_on_the_page_gets_the_answer(site: Served, commands: str) -> None:
    (path, *_) = ASKED
    query = told(site, path)["another SPARQL store"]
    printed = run("arq", "--results", "csv", query, path=commands)
    assert table(printed) == texts(rows(site, path))


@pytest.mark.parametrize("form", ["tsv", "json", "xml"])
def test_what_is_easily_lost_arrives(site: Served, commands: str, form: str) -> None:
    printed = asked(site, commands, ODD, "--results", form)
    assert (
        run("rset", "--in", form, "--results", "tsv", "/dev/stdin", text=printed, path=commands)
        == KEPT
    )


@pytest.mark.parametrize("form", SENT)
def test_it_reads_results_in_every_form(site: Served, commands: str, form: str) -> None:
    sent = site.send("POST", "/sparql", ODD.encode(), Accept=SENT[form], Content_Type=DIRECT)
    printed = run(
        "rset",
        "--in",
        form,
        "--results",
        "tsv",
        "/dev/stdin",
        text=sent.body.decode(),
        path=commands,
    )
    assert printed == KEPT


def test_it_is_told_no(site: Served, commands: str) -> None:
    assert asked(site, commands, "ASK { FILTER(0 = 1) }").strip() == "Ask => No"


def test_triples_arrive_whole(site: Served, commands: str) -> None:
    query = f"CONSTRUCT {{ <{HAMA}> <{SEEN}> 0, false, '', 'حماة'@ar }} {{}}"
    seen = Graph().parse(data=asked(site, commands, query)).objects()
    assert set(seen) == {Literal(0), Literal(False), Literal(""), Literal("حماة", "ar")}


@pytest.mark.parametrize("end", WRITTEN)
def test_a_description_is_what_riot_reads(site: Served, commands: str, end: str) -> None:
    text = site.send("GET", f"/id/hama.{end}").body.decode()
    read = run("riot", f"--syntax={WRITTEN[end]}", "--output=nt", text=text, path=commands)
    described = Graph().parse(data=asked(site, commands, f"DESCRIBE <{HAMA}>"))
    assert set(Graph().parse(data=read, format="nt")) == set(described)


def test_it_joins_what_it_has_with_what_is_here(
    site: Served, commands: str, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text(f"<{HAMA}> <{SEEN}> 0, '', false .")
    there = f"SERVICE <{site.url}sparql> {{ ?place <{LABEL}> ?name FILTER(LANG(?name) = 'ar') }}"
    query = f"SELECT ?seen ?name {{ ?place <{SEEN}> ?seen {there} }}"
    printed = run("arq", "--data", str(mine), "--results", "csv", query, path=commands)
    joined = {(row["seen"], row["name"]) for row in table(printed)}
    assert joined == {(seen, "حماة") for seen in ("0", "", "false")}


def test_it_asks_a_place_that_it_fetches_by_its_name(site: Served, commands: str) -> None:
    query = f"SELECT ?name FROM <{site.url}id/hama> {{ <{HAMA}> <{LABEL}> ?name }}"
    printed = run("arq", "--results", "csv", query, path=commands)
    assert sorted(row["name"] for row in table(printed)) == ["Hama", "Hama", "حماة"]


def asked(site: Served, commands: str, query: str, *options: str) -> str:
    return run("rsparql", "--service", f"{site.url}sparql", *options, query, path=commands)
