"""Comunica, at its default settings: one source, several that are joined, and documents."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pytest
from rdflib import Graph
from rdflib.plugins.sparql.results.jsonresults import parseJsonTerm

from tests.benchmarks.servers import Oxigraph
from tests.clients import node, values
from tests.web.conftest import Served, serving

pytestmark = node.needs((22, 19))

PREFIXES: Final = """
PREFIX : <http://example.org/>
PREFIX geo: <http://www.opengis.net/ont/geosparql#>
PREFIX geof: <http://www.opengis.net/def/function/geosparql/>
PREFIX id: <https://w3id.org/reportedly/id/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX rpt: <https://w3id.org/reportedly/ns#>
PREFIX uom: <http://www.opengis.net/def/uom/OGC/1.0/>
"""
ELSEWHERE: Final = f"""{PREFIXES}
id:syrian-armed-forces :size 0 ; :active false ; :motto "" , "Vaterland"@de .
id:white-helmets :size 12 ; :active true .
:nobody :size 1 ; :active true ; :motto "Nothing" ."""
"""What others know of speakers: of two who are here, and of one who is not."""
DISTINCT: Final = f"{PREFIXES} SELECT DISTINCT ?label ?size ?active ?motto WHERE"
SPEAKERS: Final = '?statement rpt:source ?who . ?who rdfs:label ?label FILTER(LANG(?label) = "en")'
KNOWN: Final = "?who :size ?size ; :active ?active OPTIONAL { ?who :motto ?motto }"
JOINED: Final = {
    ("Syrian Armed Forces", "0", "false", ""),
    ("Syrian Armed Forces", "0", "false", "Vaterland"),
    ("White Helmets", "12", "true", None),
}
REPORT: Final = "report/syria-2024-12-02"
JSON: Final = "application/sparql-results+json"

Rows = list[dict[str, dict[str, str]]]


@dataclass(frozen=True)
class Other:
    """A server with ELSEWHERE: its endpoint, and the data as a document."""

    endpoint: str
    document: str


@dataclass(frozen=True)
class Watched:
    """A server with the shipped graphs, and what it answered so far."""

    served: Served
    log: Path

    @property
    def endpoint(self) -> str:
        return f"{self.served.url}sparql"

    def answers(self) -> list[dict[str, int]]:
        """Return what was answered since this was called the last time."""
        found = [json.loads(line) for line in self.log.read_text().splitlines()]
        self.log.write_text("")
        return found


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    log = tmp_path_factory.mktemp("watched") / "log"
    with serving("--store", "memory", "--access-log", str(log)) as served:
        yield Watched(served, log)


@pytest.fixture(scope="module")
def instance() -> Iterator[Other]:
    """A second server of ours."""
    with serving("--store", "memory", "--empty", "--allow-anonymous-writes") as served:
        path = "graphs?graph=" + quote("http://example.org/speakers", safe="")
        sent = served.send("PUT", f"/{path}", ELSEWHERE.encode(), Content_Type="text/turtle")
        assert sent.status == 201
        yield Other(f"{served.url}sparql", f"{served.url}{path}")


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Other]:
    """The server of Oxigraph."""
    if not Oxigraph.installed():
        pytest.skip("needs oxigraph")
    server = Oxigraph(tmp_path_factory.mktemp("oxigraph"), timeout=30)
    (server.folder / "speakers.ttl").write_text(ELSEWHERE)
    server.load(server.folder / "speakers.ttl")
    server.start()
    host, port = server.address
    yield Other(f"http://{host}:{port}/query", f"http://{host}:{port}/store?default")
    server.stop()


@pytest.fixture(params=["instance", "oxigraph"])
def other(request: pytest.FixtureRequest) -> Other:
    found: Other = request.getfixturevalue(request.param)
    return found


def ask(query: str, *sources: str, form: str = JSON) -> str:
    return node.run("comunica-sparql", *sources, query, "-t", form)


def bindings(answer: str) -> Rows:
    found: Rows = json.loads(answer)["results"]["bindings"]
    return found


def told(answer: str) -> set[tuple[str | None, ...]]:
    """Return rows as the texts of what JOINED has."""
    names = ("label", "size", "active", "motto")
    return {tuple(row.get(name, {}).get("value") for name in names) for row in bindings(answer)}


@pytest.mark.parametrize("source", ["{}sparql", "sparql@{}sparql"])
def test_no_value_is_lost(lossless: Served, source: str) -> None:
    rows = bindings(ask(values.SELECT, source.format(lossless.url)))
    found = (
        (row["name"]["value"], parseJsonTerm(row["value"]) if "value" in row else None)
        for row in rows
    )
    assert values.told(found) == values.KEPT


def test_no_value_is_lost_in_a_graph(lossless: Served) -> None:
    graph = ask(values.CONSTRUCT, f"{lossless.url}sparql", form="text/turtle")
    assert values.told_of(Graph().parse(data=graph, format="turtle")) == values.KEPT


@pytest.mark.parametrize(("size", "answer"), [(0, "true"), (1, "false")])
def test_a_question_has_an_answer(lossless: Served, size: int, answer: str) -> None:
    query = f"ASK {{ ?thing <{values.VALUE}> {size} }}"
    assert ask(query, f"{lossless.url}sparql", form="simple").strip() == answer


def test_one_source_is_sent_the_query_as_it_is(watched: Watched) -> None:
    watched.answers()
    rows = bindings(ask(f"{PREFIXES} SELECT ?label {{ {SPEAKERS} }}", watched.endpoint))
    assert rows
    description, answer = watched.answers()
    assert (description["status"], answer["status"]) == (200, 200)


def test_two_sources_are_joined(watched: Watched, other: Other) -> None:
    query = f"{DISTINCT} {{ {SPEAKERS} {KNOWN} }}"
    assert told(ask(query, watched.endpoint, other.endpoint)) == JOINED


def test_a_source_is_sent_what_it_is_joined_to_and_not_asked_for_all_it_has(
    watched: Watched, instance: Other
) -> None:
    labels = "?who rdfs:label ?label"
    everything = f"{PREFIXES} SELECT * {{ {labels} }}"
    query = f"{PREFIXES} SELECT * {{ {labels} . ?who :size ?size ; :active true }}"
    watched.answers()
    bindings(ask(everything, watched.endpoint))
    _, whole = watched.answers()
    assert bindings(ask(query, watched.endpoint, instance.endpoint))
    answers = watched.answers()
    assert {answer["status"] for answer in answers} == {200}
    assert max(answer["bytes"] for answer in answers[1:]) < whole["bytes"] / 4


def test_a_function_of_geosparql_is_left_to_the_source(watched: Watched, other: Other) -> None:
    away = '"POINT(36 36)"^^geo:wktLiteral, "POINT(37 36)"^^geo:wktLiteral, uom:metre'
    query = f"{PREFIXES} SELECT ?d {{ ?s rpt:source ?who BIND(geof:distance({away}) AS ?d) }}"
    rows = bindings(ask(query, watched.endpoint, other.endpoint))
    assert {int(float(row["d"]["value"])) for row in rows} == {89958}


def test_what_service_calls_is_joined_to_a_document(watched: Watched, instance: Other) -> None:
    query = f"{DISTINCT} {{ {KNOWN} SERVICE <{watched.endpoint}> {{ {SPEAKERS} }} }}"
    watched.answers()
    assert told(ask(query, instance.document)) == JOINED
    assert len(watched.answers()) <= 3


def test_the_document_of_a_report_is_joined_to_an_endpoint(watched: Watched, other: Other) -> None:
    document = f"{watched.served.url}{REPORT}.ttl"
    query = f"{PREFIXES} SELECT DISTINCT ?size {{ ?statement rpt:source ?who . ?who :size ?size }}"
    rows = bindings(ask(query, document, other.endpoint))
    assert {row["size"]["value"] for row in rows} == {"0", "12"}


def test_documents_under_their_names_are_joined_to_the_endpoint(watched: Watched) -> None:
    base = "https://w3id.org/reportedly/"
    query = f"""{PREFIXES} SELECT ?other {{
        <{base}{REPORT}#s04> rpt:source ?who . ?who rdfs:label "White Helmets"@en .
        ?other rpt:source ?who }}"""
    sources = (f"{base}{REPORT}", f"{base}id/white-helmets", watched.endpoint)
    rows = bindings(node.run("linked.mjs", watched.served.url, *sources, text=query))
    assert f"{base}{REPORT}#s04" in {row["other"]["value"] for row in rows}
