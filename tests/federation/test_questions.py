"""The questions across datasets, with real servers that are called: what they answer, and how."""

import csv
import io
import re
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from rdflib import Graph

from reportedly import shipped
from reportedly.questions import called
from tests.clients.test_stores import OXIGRAPH, oxigraph
from tests.questions.across import ACROSS, STANDINS, held, teach_distance
from tests.questions.engines import Row, cell
from tests.questions.tables import narrowed, rows
from tests.web.conftest import Served, serving

pytestmark = pytest.mark.slow
ANSWERS = Path(__file__).parents[1] / "questions" / "answers"
OPEN = ("--store", "memory", "--allow-anonymous-writes")
TURTLE = {"Content_Type": "text/turtle"}
SETTINGS = {
    "population-of-strike-places": "wikidata",
    "same-event-elsewhere": "other",
    "conflict-events-nearby": "conflict-events",
}
"""The name by which each question’s peer is to be allowed; the first is that of a preset."""

each = pytest.mark.parametrize("slug", ACROSS)


@contextmanager
def second_instance() -> Iterator[str]:
    """A server of ours that holds what we hold, and another report, as it was submitted."""
    with serving(*OPEN) as there:
        report = (STANDINS / "other-instance.ttl").read_bytes()
        assert there.send("POST", "/reports", report, **TURTLE).status == 201
        yield f"{there.url}sparql"


@contextmanager
def instance(slug: str) -> Iterator[str]:
    """A server of ours that holds nothing but what a question calls for."""
    with serving(*OPEN, "--empty") as there:
        for graph, document in held(slug).items():
            path = f"/graphs?graph={quote(graph, safe='')}"
            assert there.send("PUT", path, document, **TURTLE).status == 201
        yield f"{there.url}sparql"


@contextmanager
def store(documents: Mapping[str, bytes]) -> Iterator[str]:
    """Oxigraph’s server with some documents."""
    with oxigraph() as url:
        for document in documents.values():
            request = urllib.request.Request(
                url.replace("/query", "/store?default"), document, {"Content-Type": "text/turtle"}
            )
            urllib.request.urlopen(request, timeout=30).close()
        yield url


@pytest.fixture(scope="module")
def peers() -> Iterator[dict[str, str]]:
    """A server of ours for each question: the URL that it calls."""
    with ExitStack() as stack:
        yield {
            slug: stack.enter_context(
                second_instance() if slug == "same-event-elsewhere" else instance(slug)
            )
            for slug in ACROSS
        }


@contextmanager
def allowing(urls: Mapping[str, str]) -> Iterator[Served]:
    """Our server, which may call the peers of questions."""
    settings = [f"--federate={SETTINGS[slug]}={url}" for slug, url in urls.items()]
    with serving("--store", "memory", *settings) as served:
        assert served.url
        yield served


@pytest.fixture(scope="module")
def site(peers: dict[str, str]) -> Iterator[Served]:
    """Our server, which may call all of them."""
    with allowing(peers) as served:
        yield served


def table(served: Served, slug: str, **values: str) -> list[Row]:
    reply = served.send("GET", f"/queries/{slug}.csv?{urlencode(values)}")
    assert reply.status == 200, reply.body
    found = csv.DictReader(io.StringIO(reply.body.decode()))
    return [{column: cell(value) for column, value in row.items()} for row in found]


def expected(slug: str) -> str:
    return (ANSWERS / f"{slug}.txt").read_text("utf-8")


@each
def test_the_answer_is_that_of_one_store_with_all(site: Served, slug: str) -> None:
    assert narrowed(table(site, slug), to=expected(slug)) == rows(expected(slug))


@each
def test_the_page_has_the_answer_and_says_who_else_answered(site: Served, slug: str) -> None:
    reply = site.send("GET", f"/queries/{slug}", Accept="text/html")
    assert reply.status == 200
    assert f"<code>{called(ACROSS[slug].text)}</code> is what that dataset holds" in (
        reply.body.decode()
    )
    assert re.search(rf"\b{len(rows(expected(slug)))} rows<".encode(), reply.body)


def test_the_peers_that_are_allowed_are_offered(site: Served) -> None:
    page = site.send("GET", "/queries/same-event-elsewhere", Accept="text/html").body.decode()
    for name in SETTINGS.values():
        assert f'<option value="https://w3id.org/reportedly/peer/{name}">{name}</option>' in page


@each
def test_one_call_is_bound_to_what_is_here(site: Served, slug: str) -> None:
    query = urlencode({"query": ACROSS[slug].text})
    reply = site.send("GET", f"/sparql?{query}", Accept="text/csv")
    (spent,) = re.findall(rf"{SETTINGS[slug]};[^,]*", reply.headers["server-timing"])
    assert "2 calls" in spent if slug == "same-event-elsewhere" else "1 call" in spent


def test_values_of_parameters_reach_the_peer(site: Served) -> None:
    (row,) = table(site, "conflict-events-nearby", place="id:abu-kamal", kilometres="20")
    assert row["conflictEvent"].endswith("/6")


def test_another_peer_can_be_asked_if_it_is_allowed(site: Served, peers: dict[str, str]) -> None:
    slug = "same-event-elsewhere"
    assert table(site, slug, endpoint=peers[slug]) == table(site, slug)
    other = site.send("GET", f"/queries/{slug}?endpoint=https://example.org/", Accept="text/html")
    assert other.status == 200
    assert "This server calls no such dataset" in other.body.decode()


def test_a_peer_that_does_not_answer_is_told_on_the_page() -> None:
    with allowing({"same-event-elsewhere": "http://127.0.0.1:9/sparql"}) as served:
        reply = served.send("GET", "/queries/same-event-elsewhere", Accept="text/html")
    assert reply.status == 502
    assert "Another dataset did not answer" in reply.body.decode()


@pytest.mark.skipif(not OXIGRAPH, reason="needs oxigraph")
@pytest.mark.parametrize("slug", sorted(ACROSS.keys() - {"same-event-elsewhere"}))
def test_a_peer_of_another_make_answers_the_same(slug: str) -> None:
    with store(held(slug)) as url, allowing({slug: url}) as served:
        assert narrowed(table(served, slug), to=expected(slug)) == rows(expected(slug))


def by_oxigraph(text: str) -> list[Row]:
    """What Oxigraph’s server answers that holds what we hold."""
    with store(shipped.graphs()) as url:
        body = urlencode({"query": text}).encode()
        request = urllib.request.Request(url, body, {"Accept": "text/csv"})
        with urllib.request.urlopen(request, timeout=60) as reply:
            found = csv.DictReader(io.StringIO(reply.read().decode()))
    return [{column: cell(value) for column, value in row.items()} for row in found]


def by_rdflib(text: str) -> list[Row]:
    """What rdflib answers with the same graphs."""
    teach_distance()
    graph = Graph()
    for document in shipped.graphs().values():
        graph.parse(data=document, format="turtle")
    found = graph.query(text)
    columns = [str(variable) for variable in found.vars or ()]
    return [dict(zip(columns, map(cell, row), strict=True)) for row in found]  # type: ignore[arg-type]


PROCESSORS = [
    *((by_oxigraph, slug) for slug in ACROSS),
    (by_rdflib, "population-of-strike-places"),
    (by_rdflib, "conflict-events-nearby"),
]
"""rdflib calls once for each solution, and of OPTIONAL with a call keeps none without a match."""


@pytest.mark.skipif(not OXIGRAPH, reason="needs oxigraph")
@pytest.mark.parametrize(("ask", "slug"), PROCESSORS)
def test_other_processors_call_the_same_and_find_the_same(
    peers: dict[str, str], slug: str, ask: Callable[[str], list[Row]]
) -> None:
    text = ACROSS[slug].text
    found = ask(text.replace(f"SERVICE <{called(text)}>", f"SERVICE <{peers[slug]}>"))
    assert narrowed(found, to=expected(slug)) == rows(expected(slug))
