"""Other stores that ask this server with SERVICE: Oxigraph’s server, and another one of ours."""

import csv
import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO, StringIO
from pathlib import Path
from typing import Final
from urllib.error import URLError

import pytest
from rdflib import Graph
from rdflib.query import Result, ResultRow

from tests.clients import values
from tests.clients.pasting import ASKED, LONG, ordered, rows, texts, told
from tests.web.conftest import Served, serving

pytestmark = pytest.mark.slow
OXIGRAPH: Final = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
JSON: Final = "application/sparql-results+json"
FORMS: Final = {
    "json": JSON,
    "xml": "application/sparql-results+xml",
    "tsv": "text/tab-separated-values",
}


@contextmanager
def oxigraph() -> Iterator[str]:
    """Run Oxigraph’s server with nothing in it; the URL where it takes queries."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = (str(OXIGRAPH), "serve", "--bind", address)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://{address}/", process)
            yield f"http://{address}/query"
        finally:
            process.terminate()
            process.wait(20)


def wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(200):
        assert process.poll() is None, "Oxigraph has ended"
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except (URLError, ConnectionError):
            time.sleep(0.05)
        else:
            return
    pytest.fail("Oxigraph does not answer")


@contextmanager
def another(*peers: Served) -> Iterator[str]:
    """Run a server with nothing in it that may call others; the URL where it takes queries."""
    named = [f"peer-{number}={peer.url}sparql" for number, peer in enumerate(peers)]
    flags = [word for name in named for word in ("--federate", name)]
    with serving("--store", "memory", "--empty", *flags) as served:
        yield f"{served.url}sparql"


@pytest.fixture(
    scope="module",
    params=[
        pytest.param("Oxigraph", marks=pytest.mark.skipif(not OXIGRAPH, reason="needs oxigraph")),
        "reportedly",
    ],
)
def store(request: pytest.FixtureRequest, site: Served, lossless: Served) -> Iterator[str]:
    """Where another store takes queries."""
    with oxigraph() if request.param == "Oxigraph" else another(site, lossless) as url:
        yield url


def ask(store: str, query: str, accept: str = JSON) -> bytes:
    headers = {"Content-Type": "application/sparql-query", "Accept": accept}
    asked = urllib.request.Request(store, query.encode(), headers)
    with urllib.request.urlopen(asked, timeout=60) as reply:
        body = reply.read()
    assert isinstance(body, bytes)
    return body


def called(server: Served, query: str) -> str:
    """A query whose pattern is asked of a server."""
    head, where, pattern = query.partition("WHERE")
    return f"{head}{where} {{ SERVICE <{server.url}sparql> {pattern} }}"


@pytest.mark.parametrize("path", [*ASKED, LONG], ids=lambda path: path.partition("?")[0])
def test_the_recipe_gets_the_rows(site: Served, store: str, path: str) -> None:
    found = json.loads(ask(store, told(site, path)["another SPARQL store"]))["results"]["bindings"]
    given = [{name: term["value"] for name, term in row.items()} for row in found]
    assert ordered(given) == ordered(texts(rows(site, path)))


@pytest.mark.parametrize("form", FORMS)
def test_no_value_is_lost(lossless: Served, store: str, form: str) -> None:
    answer = ask(store, called(lossless, values.SELECT), FORMS[form])
    result = Result.parse(BytesIO(answer), format=form)
    found = [row for row in result if isinstance(row, ResultRow)]
    assert values.told((row["name"], row["value"]) for row in found) == values.KEPT


def test_no_text_is_lost_in_csv(lossless: Served, store: str) -> None:
    answer = ask(store, called(lossless, values.SELECT), "text/csv").decode()
    found = {row["name"]: row["value"] for row in csv.DictReader(StringIO(answer, newline=""))}
    del found["blank"]
    assert found == values.CSV


@pytest.mark.parametrize(
    ("form", "accept"),
    [
        *(("turtle", "text/turtle"), ("nt", "application/n-triples")),
        *(("xml", "application/rdf+xml"), ("json-ld", "application/ld+json")),
    ],
)
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_no_value_is_lost_in_graphs(lossless: Served, store: str, form: str, accept: str) -> None:
    answer = ask(store, called(lossless, values.CONSTRUCT), accept)
    assert values.told_of(Graph().parse(data=answer, format=form)) == values.KEPT


@pytest.mark.parametrize(("value", "expected"), [("0", True), ("77777", False)])
def test_a_verdict_is_true_or_false(
    lossless: Served, store: str, value: str, expected: bool
) -> None:
    answer = ask(store, called(lossless, f"ASK WHERE {{ ?s ?p {value} }}"))
    assert json.loads(answer)["boolean"] is expected


def test_what_is_known_there_is_joined(site: Served, store: str) -> None:
    known = "VALUES ?place { id:aleppo id:hama <http://example.org/nowhere> }"
    label = 'SERVICE <{}> {{ ?place rdfs:label ?label FILTER(LANG(?label) = "en") }}'
    answer = ask(
        store,
        "PREFIX id: <https://w3id.org/reportedly/id/>\n"
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
        f"SELECT ?label {{ {known} {label.format(f'{site.url}sparql')} }} ORDER BY ?label",
        "text/csv",
    )
    assert answer.decode().split() == ["label", "Aleppo", "Hama"]
