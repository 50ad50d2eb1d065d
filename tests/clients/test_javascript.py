"""Packages of JavaScript that send queries, and what is to be pasted into programs of it."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pytest
from rdflib import Graph
from rdflib.plugins.sparql.results.jsonresults import parseJsonTerm
from rdflib.term import BNode, Identifier, Literal, URIRef

from tests.clients import node, values
from tests.clients.pasting import ASKED, LONG, rows, texts, told
from tests.web.conftest import Served

pytestmark = node.needs((20, 0))

OPERATIONS: Final = ("get", "postUrlencoded", "postDirect")
REPORT: Final = "https://w3id.org/reportedly/report/syria-2024-12-02"
_WRITTEN: Final = re.compile(r'"(?P<text>.*)"(?:@(?P<language>.+)|\^\^(?P<type>.+))?', re.DOTALL)

clients = pytest.mark.parametrize("client", ["ParsingClient", "StreamClient"])
operations = pytest.mark.parametrize("operation", OPERATIONS)


def ask(server: Served, query: str, client: str, form: str, operation: str = "get") -> Any:
    """Return what a client of sparql-http-client makes of an answer."""
    where = (client, form, operation, f"{server.url}sparql")
    return json.loads(node.run("sparql_http_client.mjs", *where, text=query))


def of_bindings(found: Iterable[dict[str, dict[str, str]]]) -> dict[str, object]:
    return values.told(
        (row["name"]["value"], parseJsonTerm(row["value"]) if "value" in row else None)
        for row in found
    )


@clients
@operations
def test_no_value_is_lost(lossless: Served, client: str, operation: str) -> None:
    found = ask(lossless, values.SELECT, client, "select", operation)
    assert of_bindings(found) == values.KEPT


@clients
@operations
def test_no_value_is_lost_in_a_graph(lossless: Served, client: str, operation: str) -> None:
    lines = ask(lossless, values.CONSTRUCT, client, "construct", operation)
    assert values.told_of(Graph().parse(data="\n".join(lines), format="nt")) == values.KEPT


@clients
@operations
def test_a_question_has_an_answer(lossless: Served, client: str, operation: str) -> None:
    for size, answer in ((0, True), (1, False)):
        query = f"ASK {{ ?thing <{values.VALUE}> {size} }}"
        assert ask(lossless, query, client, "ask", operation) is answer


@operations
def test_a_client_that_reads_nothing_gets_the_results_in_json(
    lossless: Served, operation: str
) -> None:
    found = json.loads(ask(lossless, values.SELECT, "SimpleClient", "select", operation))
    assert of_bindings(found["results"]["bindings"]) == values.KEPT


def test_a_graph_is_read_from_the_graph_store(site: Served) -> None:
    graph = Graph().parse(
        data=node.run("graph_store.mjs", f"{site.url}graphs", REPORT), format="nt"
    )
    expected = Graph().parse(data=site.send("GET", "/report/syria-2024-12-02.ttl").body)
    assert len(graph) == len(expected) > 1000


@pytest.mark.parametrize("manner", [(), ("--get",)], ids=["POST", "GET"])
def test_no_value_is_lost_by_fetch_sparql_endpoint(lossless: Served, manner: tuple[str]) -> None:
    where = ("--endpoint", f"{lossless.url}sparql", *manner)
    lines = node.run("fetch-sparql-endpoint", *where, text=values.SELECT).splitlines()
    found = [{name: term(text) for name, text in json.loads(line).items()} for line in lines]
    assert values.told((str(row["name"]), row.get("value")) for row in found) == values.KEPT


def term(written: str) -> Identifier:
    """Read a term as fetch-sparql-endpoint writes it: nothing in it is escaped."""
    if literal := _WRITTEN.fullmatch(written):
        return Literal(literal["text"], lang=literal["language"], datatype=literal["type"])
    return BNode() if written.startswith("_:") else URIRef(written)


@pytest.mark.parametrize("path", [*ASKED, LONG], ids=lambda path: path.partition("?")[0])
@pytest.mark.parametrize(
    "tool",
    ["fetch", pytest.param("Comunica", marks=node.needs((22, 19))), "sparql-http-client"],
)
def test_what_is_pasted_gets_the_answer(site: Served, tmp_path: Path, path: str, tool: str) -> None:
    (tmp_path / "node_modules").symlink_to(node.PACKAGES)
    program = tmp_path / "pasted.mjs"
    program.write_text(told(site, path)[tool])
    shown = node.run("node", "--import", node.HERE / "shown.mjs", program)
    assert texts(json.loads(shown)) == texts(rows(site, path))
