"""Pages of other sites, in Chromium: they may ask here, and read what they need of the answers."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import pytest

from tests.browser.visiting import Mode, Visit, chromium, visiting
from tests.clients import values
from tests.clients.pasting import rows, told
from tests.web.conftest import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

ASK: Final = """async ([url, init]) => {
  const answer = await fetch(url, init);
  const headers = Object.fromEntries(answer.headers);
  return { status: answer.status, headers, text: await answer.text() };
}"""
JSON: Final = "application/sparql-results+json"
FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
SAFE: Final = 128
"""Bytes from which on a header is not sent without leave: https://fetch.spec.whatwg.org/#cors-safelisted-request-header."""


class Page(BaseHTTPRequestHandler):
    """An empty page."""

    def do_GET(self) -> None:
        """Send it, whatever its address."""
        body = b"<!doctype html><title>Elsewhere</title><link rel=icon href=data:,>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """The address of a page of another site."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Chromium."""
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: "Browser", elsewhere: str) -> Iterator[Visit]:
    """The page of another site."""
    with visiting(browser, Mode(1280)) as visit:
        visit.page.goto(elsewhere)
        yield visit


def ask(visit: Visit, url: str, **init: object) -> dict[str, Any]:
    """Return what a script of the page gets."""
    answer: dict[str, Any] = visit.page.evaluate(ASK, [url, init])
    return answer


@pytest.mark.parametrize("content_type", [FORM, DIRECT])
def test_a_page_can_post_a_query(page: Visit, lossless: Served, content_type: str) -> None:
    query = "SELECT * { BIND(0 AS ?zero) BIND(false AS ?no) BIND('' AS ?empty) }"
    body = query if content_type == DIRECT else f"query={quote(query)}"
    headers = {"Accept": JSON, "Content-Type": content_type}
    answer = ask(page, f"{lossless.url}sparql", method="POST", headers=headers, body=body)
    assert answer["status"] == 200
    (row,) = json.loads(answer["text"])["results"]["bindings"]
    assert {name: term["value"] for name, term in row.items()} == {
        "zero": "0",
        "no": "false",
        "empty": "",
    }


@pytest.mark.parametrize("media_type", [JSON, "application/sparql-results+xml", "text/csv"])
def test_a_page_gets_the_format_that_it_asks_for(
    page: Visit, lossless: Served, media_type: str
) -> None:
    url = f"{lossless.url}sparql?query={quote(values.SELECT)}"
    answer = ask(page, url, headers={"Accept": media_type})
    assert answer["headers"]["content-type"].partition(";")[0] == media_type


def test_a_page_can_name_many_formats_so_that_the_browser_asks_beforehand(
    page: Visit, site: Served
) -> None:
    others = ("n-quads", "trig", "ld+json", "rdf+xml", "n-triples", "json", "xml")
    accept = ",".join(f"application/{name};q=0.5" for name in others)
    assert len(accept) > SAFE
    for path in ("sparql", "report/syria-2024-12-02"):
        answer = ask(page, f"{site.url}{path}", headers={"Accept": f"{accept},text/turtle"})
        assert answer["headers"]["content-type"].partition(";")[0] == "text/turtle"


def test_a_page_can_ask_whether_an_answer_has_changed(page: Visit, lossless: Served) -> None:
    url = f"{lossless.url}sparql?query={quote(values.SELECT)}"
    tag = ask(page, url)["headers"]["etag"]
    headers = {"If-None-Match": tag}
    assert ask(page, url, headers=headers, cache="no-store")["status"] == 304


def test_a_page_is_told_what_is_wrong(page: Visit, lossless: Served) -> None:
    answer = ask(page, f"{lossless.url}sparql?query=SELECT", headers={"Accept": JSON})
    assert answer["status"] == 400
    assert answer["text"]


def test_what_is_pasted_into_a_page_gets_the_answer(page: Visit, site: Served) -> None:
    pasted = told(site, "figures-that-differ")["fetch"]
    keeping = "let shown; console.table = (rows) => { shown = rows; };"
    shown = page.page.evaluate(f"(async () => {{ {keeping} {pasted} return shown; }})()")
    assert shown == rows(site, "figures-that-differ")
