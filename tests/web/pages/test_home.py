"""The home page: complete without scripts, and true."""

import re
import shlex
from html import unescape
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient
from rdflib.namespace import DCTERMS

from reportedly.engine.embedded import Embedded
from reportedly.settings import Settings
from reportedly.terms import REPORTS, RPT
from reportedly.web import create_app
from reportedly.web.pages import home


class Outline(HTMLParser):
    """The addresses that a page names, its headings, and its tags that are left open."""

    EMPTY = frozenset(("meta", "link", "br", "input"))

    def __init__(self, page: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [
            value or "" for name, value in attrs if name in ("href", "src", "action")
        ]
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(client: FlaskClient, path: str = "/") -> str:
    response = client.get(path, headers={"Accept": "text/html"})
    assert response.content_type == "text/html; charset=utf-8"
    return response.text


def test_it_counts_what_is_here(client: FlaskClient) -> None:
    counts = dict(re.findall(r"<dt>(\w+)</dt><dd>(\d+)</dd>", page(client)))
    assert counts.keys() == {"report", "statements", "sources", "events"}
    assert (counts["report"], counts["statements"]) == ("1", "33")


def test_it_shows_figures_that_differ_and_that_both_can_be_right(client: FlaskClient) -> None:
    text = page(client)
    assert text.index("at least 400") < text.index("at least 25") < text.index("Both can be right")


def test_it_leads_to_every_page_of_the_navigation(client: FlaskClient) -> None:
    addresses = Outline(page(client)).addresses
    assert all(addresses.count(path) >= 2 for path in home.DOORS)


@pytest.mark.parametrize(
    "path", ["/", "/sparql", "/nowhere", "/sparql?query=ASK{}", "/sparql?query=x"]
)
def test_pages_are_well_formed_and_ask_nobody_else(client: FlaskClient, path: str) -> None:
    outline = Outline(page(client, path))
    assert outline.open == []
    assert outline.tags.count("h1") == 1
    assert not {"iframe", "img", "style"} & set(outline.tags)
    scripts = [address for address in outline.addresses if address.endswith(".js")]
    assert outline.tags.count("script") == len(scripts)
    assert all(address.startswith(("/", "#")) for address in outline.addresses)


def test_every_link_leads_somewhere(client: FlaskClient) -> None:
    for address in set(Outline(page(client)).addresses):
        path = address.partition("#")[0] or "/"
        with client.get(
            path, headers={"Accept": "text/html, */*;q=0.8"}, follow_redirects=True
        ) as response:
            assert response.status_code == 200, address


def test_the_example_for_curl_works(client: FlaskClient) -> None:
    command = re.search(r"<pre[^>]*>(curl .*?)</pre>", page(client), re.DOTALL)
    assert command is not None
    curl, url, header, accept, encode, query = shlex.split(
        unescape(command[1]).replace("\\\n", " ")
    )
    assert (curl, header, encode) == ("curl", "-H", "--data-urlencode")
    assert url == "http://localhost/sparql"
    response = client.post(
        "/sparql",
        data={"query": query.removeprefix("query=")},
        headers=[tuple(accept.split(": "))],
    )
    assert response.content_type == "text/csv; charset=utf-8"
    assert len(response.text.splitlines()) > 3


def test_the_policy_allows_nothing_but_our_own(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert client.get("/").headers["X-Content-Type-Options"] == "nosniff"


def test_it_shows_the_reports_of_the_moment() -> None:
    engine = Embedded.in_memory()
    client = create_app(engine, Settings(store=None)).test_client()
    assert "Newest reports" not in page(client)
    report = f"{REPORTS}rain"
    document = f"<{report}> a <{RPT.Report}> ; <{DCTERMS.title}> 'Rain' .".encode()
    engine.replace(report, document, "text/turtle")
    assert 'href="/report/rain"' in page(client)


def test_a_failure_of_ours_is_told_without_its_trace(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportedly.guard.answer", lambda *_: 1 / 0)
    response = client.get("/sparql?query=ASK{}")
    assert response.status_code == 500
    assert "ZeroDivisionError" not in response.text
    assert response.content_type == "text/plain; charset=utf-8"
