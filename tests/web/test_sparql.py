"""The endpoint, over real HTTP."""

import json
from urllib.parse import urlencode

import pytest

from reportedly.media import GRAPH_FORMATS, RESULT_FORMATS, Format

from .conftest import Reply, Served

QUERY = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"
SELECT = "SELECT (0 AS ?zero) ('' AS ?empty) (false AS ?no) {}"
CONSTRUCT = "CONSTRUCT { <http://example.org/s> <http://example.org/p> 0, '', false } {}"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def get(server: Served, query: str, accept: str | None = None, **more: str) -> Reply:
    path = "/sparql?" + urlencode({"query": query, **more})
    return server.send("GET", path, None, **({"Accept": accept} if accept else {}))


def verdict(reply: Reply) -> bool:
    assert reply.status == 200, reply.body
    return bool(json.loads(reply.body)["boolean"])


@pytest.mark.parametrize("form", RESULT_FORMATS, ids=lambda form: form.name)
def test_solutions_and_verdicts_come_in_every_format(server: Served, form: Format) -> None:
    for media_type in form.media_types:
        for query in (SELECT, "ASK {}"):
            reply = get(server, query, media_type)
            assert reply.status == 200
            assert reply.headers["content-type"].partition(";")[0] == media_type


@pytest.mark.parametrize("form", GRAPH_FORMATS, ids=lambda form: form.name)
def test_graphs_come_in_every_format(server: Served, form: Format) -> None:
    for media_type in form.media_types:
        for query in (CONSTRUCT, "DESCRIBE <https://w3id.org/reportedly/ns#Report>"):
            reply = get(server, query, media_type)
            assert reply.status == 200
            assert reply.headers["content-type"].partition(";")[0] == media_type


@pytest.mark.parametrize("accept", [None, "*/*"])
def test_programs_that_do_not_choose_get_json_and_turtle(
    server: Served, accept: str | None
) -> None:
    solutions = get(server, SELECT, accept)
    assert solutions.headers["content-type"] == "application/sparql-results+json"
    assert get(server, CONSTRUCT, accept).headers["content-type"] == "text/turtle; charset=utf-8"


@pytest.mark.parametrize("accept", [None, BROWSER, "application/sparql-results+xml"])
def test_a_format_in_the_url_goes_before_the_header(server: Served, accept: str | None) -> None:
    for name in ("format", "output"):
        reply = get(server, SELECT, accept, **{name: "csv"})
        assert reply.headers["content-type"] == "text/csv; charset=utf-8"
        assert reply.body == b"zero,empty,no\r\n0,,false\r\n"


@pytest.mark.parametrize("accept", [None, BROWSER])
def test_a_format_that_does_not_fit_the_query_is_left_alone(
    server: Served, accept: str | None
) -> None:
    reply = get(server, CONSTRUCT, accept, format="csv")
    assert reply.headers["content-type"] == "text/turtle; charset=utf-8"


def test_values_that_are_easily_lost_arrive(server: Served) -> None:
    row = json.loads(get(server, SELECT).body)["results"]["bindings"][0]
    assert {name: term["value"] for name, term in row.items()} == {
        "zero": "0",
        "empty": "",
        "no": "false",
    }


def test_both_ways_of_posting(server: Served) -> None:
    form = urlencode({"query": "ASK { FILTER('+' = '\\u002B') }"}).encode()
    assert verdict(server.send("POST", "/sparql", form, Content_Type=FORM))
    assert verdict(server.send("POST", "/sparql", b"ASK {}", Content_Type=QUERY))


def test_the_dataset_of_the_request(server: Served) -> None:
    asked = "ASK { <https://w3id.org/reportedly/ns#Report> ?p ?o }"
    graph = "https://w3id.org/reportedly/ns"
    assert verdict(get(server, asked))
    assert verdict(get(server, asked, **{"default-graph-uri": graph}))
    assert not verdict(get(server, asked, **{"default-graph-uri": graph + "/other"}))
    assert not verdict(get(server, asked, **{"named-graph-uri": graph}))


def test_relative_iris_are_relative_to_the_endpoint(server: Served) -> None:
    reply = get(server, "SELECT (STR(<x>) AS ?iri) {}", "text/csv")
    assert reply.body == f"iri\r\n{server.url}x\r\n".encode()


def test_answers_vary_by_accept_and_are_open_to_other_sites(server: Served) -> None:
    for reply in (get(server, SELECT), get(server, "nonsense"), server.send("GET", "/nowhere")):
        assert "accept" in reply.headers["vary"].lower()
        assert reply.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in reply.headers


def test_head_is_get_without_a_body(server: Served) -> None:
    path = "/sparql?" + urlencode({"query": SELECT})
    head, full = server.send("HEAD", path), server.send("GET", path)
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(full.body))


def test_a_page_of_another_site_may_ask_first(server: Served) -> None:
    reply = server.send(
        "OPTIONS", "/sparql", Origin="http://a.example", Access_Control_Request_Method="POST"
    )
    assert reply.status == 200
    assert reply.headers["access-control-allow-methods"] == "GET, HEAD, POST"
    assert "Content-Type" in reply.headers["access-control-allow-headers"]


def test_a_syntax_error_has_line_column_and_caret(server: Served) -> None:
    reply = get(server, "SELECT *\nWHERE { ?s ?p  }", "application/sparql-results+json")
    assert reply.status == 400
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"
    first, source, caret, *_ = reply.body.decode().splitlines()
    assert first.startswith("Line 2, column 16: ")
    assert source[caret.index("^")] == "}"


def test_an_error_is_a_problem_document_for_programs_that_ask(server: Served) -> None:
    for accept in ("application/problem+json", "application/json"):
        reply = get(server, "SELECT *\nWHERE { ?s ?p  }", accept)
        assert reply.headers["content-type"] == "application/problem+json"
        problem = json.loads(reply.body)
        assert (problem["status"], problem["line"], problem["column"]) == (400, 2, 16)
        assert problem["code"] == "query-syntax"
        assert problem["type"].endswith("/problem/query-syntax")


def test_an_error_is_a_page_for_browsers(server: Served) -> None:
    reply = get(server, "SELECT * { ?s ?p '<script>' }}", BROWSER)
    assert (reply.status, reply.headers["content-type"]) == (400, "text/html; charset=utf-8")
    assert b"can\xe2\x80\x99t stand here" in reply.body
    assert b"<script>" not in reply.body


def test_what_can_not_be_written_as_asked_is_refused_with_what_can(server: Served) -> None:
    reply = get(server, SELECT, "image/png, application/problem+json;q=0.1")
    assert reply.status == 406
    available = json.loads(reply.body)["available"]
    assert available == [form.media_type for form in RESULT_FORMATS]


@pytest.mark.parametrize(
    ("method", "path", "body", "content_type", "status", "words"),
    [
        ("GET", "/sparql?query=", None, "", 400, "The query is empty"),
        ("GET", "/sparql?query=%FF", None, "", 400, "not in UTF-8"),
        ("GET", "/sparql?query=ASK{}&query=ASK{}", None, "", 400, "more than one query"),
        ("GET", "/sparql?query=ASK{}&default-graph-uri=x", None, "", 400, "absolute IRI"),
        ("POST", "/sparql", b"ASK {}", "", 415, "(none given)"),
        ("POST", "/sparql", b"ASK {}", "text/plain", 415, "text/plain is not read"),
        ("POST", "/sparql", b"CLEAR ALL", "application/sparql-update", 415, "not read"),
        ("POST", "/sparql", b"CLEAR ALL", QUERY, 400, "only queries are answered"),
        ("POST", "/sparql", b"#" * 300_000, QUERY, 413, "--max-request"),
        ("PUT", "/sparql", b"", "", 405, "Allow"),
        ("DELETE", "/sparql?query=ASK{}", None, "", 405, "Allow"),
        ("GET", "/nowhere", None, "", 404, "No source says"),
        ("POST", "/sparql", b"ASK{SERVICE<a:b>{}}", QUERY, 403, "SERVICE is refused"),
        ("POST", "/sparql", b"ASK" + b"{" * 3000, QUERY, 413, "inside each other"),
        ("POST", "/sparql", b"ASK{FILTER(<a:f>())}", QUERY, 422, "not supported"),
    ],
)
def test_what_is_refused_is_told_in_a_sentence(
    server: Served,
    method: str,
    path: str,
    body: bytes | None,
    content_type: str,
    status: int,
    words: str,
) -> None:
    reply = server.send(method, path, body, Content_Type=content_type)
    assert reply.status == status
    assert words in reply.body.decode()
    assert "Traceback" not in reply.body.decode()
    assert (status == 405) == ("POST" in reply.headers.get("allow", ""))


def test_after_all_that_the_server_still_answers(server: Served) -> None:
    assert verdict(get(server, "ASK {}"))
    assert server.process.poll() is None


def test_a_browser_gets_a_page_to_ask_on(server: Served) -> None:
    blank = server.send("GET", "/sparql", Accept=BROWSER)
    assert (blank.status, blank.headers["content-type"]) == (200, "text/html; charset=utf-8")
    asked = get(server, "SELECT ('<b>' AS ?bold) (7 AS ?n) {}", BROWSER).body.decode()
    assert "&lt;b&gt;</td>" in asked
    assert '<td class="number">7</td>' in asked
    assert "<b>" not in asked


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("ASK {}", '<p class="verdict">yes</p>'),
        ("ASK { FILTER(false) }", '<p class="verdict">no</p>'),
        (CONSTRUCT, "&lt;http://example.org/s&gt; "),
        ("CONSTRUCT {} {}", "An empty answer."),
        ("SELECT ?x { ?x a <a:nothing> }", "No solutions."),
        (
            "SELECT ?x { VALUES ?x { <https://w3id.org/reportedly/ns#Report> } }",
            'title="https://w3id.org/reportedly/ns#Report">report</a>',
        ),
        ("SELECT ?x { ?a ?b ?x } LIMIT 700", "And 200 more rows"),
    ],
)
def test_a_browser_gets_the_answer_as_a_page(server: Served, query: str, shown: str) -> None:
    assert shown in get(server, query, BROWSER).body.decode()
