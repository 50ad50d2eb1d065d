"""The way of a program’s query and the way through Flask are one to whoever asks."""

import re
import socket
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import quote, urlencode, urlsplit

import pytest

from .conftest import Reply, Served, serving

PAGE_TOO = "application/sparql-results+json, text/html;q=0.1"
"""What Flask is left to answer, because it would show errors as pages."""
RESULTS = "application/sparql-results+json"
VARYING = {
    *("date", "etag", "content-type", "content-length", "transfer-encoding"),
    "server-timing",
}
COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH <a:g> { ?s ?p ?o } }"


@pytest.fixture(scope="module")
def writable() -> Iterator[Served]:
    with serving("--store", "memory", "--empty", "--allow-anonymous-writes") as served:
        yield served


def get(served: Served, query: str, method: str = "GET", **headers: str) -> Reply:
    return served.send(method, "/sparql?" + urlencode({"query": query}), None, **headers)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "query",
    [
        "ASK {}",
        "SELECT * { ?s ?p ?o } LIMIT 100",
        "SELECT * { ?s ?p ?o }",
        "SELECT (RAND() AS ?x) {}",
    ],
)
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_answers_are_the_same(server: Served, query: str, method: str, coding: str) -> None:
    one = get(server, query, method, Accept=RESULTS, Accept_Encoding=coding)
    other = get(server, query, method, Accept=PAGE_TOO, Accept_Encoding=coding)
    again = get(server, query, method, Accept=RESULTS, Accept_Encoding=coding)
    assert one.status == other.status == again.status == 200
    assert described(one) == described(other) == described(again)
    assert ("etag" in one.headers) == ("etag" in other.headers)
    assert "RAND" in query or (one.body == again.body)
    assert "RAND" in query or coding == "gzip" or (one.body == other.body)


@pytest.mark.parametrize("query", ["nonsense", "SELECT * { SERVICE <a:b> {} }", "ASK" + "{" * 200])
def test_errors_are_the_same(server: Served, query: str) -> None:
    text = get(server, query, Accept="text/plain")
    problem = get(server, query, Accept="application/problem+json")
    page = get(server, query, Accept="text/html")
    assert text.status == problem.status == page.status
    assert described(text) == described(problem)
    sentence = re.split(r"[:.]", text.body.decode())[0]
    assert sentence in problem.body.decode()
    assert sentence in page.body.decode()


def described(reply: Reply) -> dict[str, object]:
    """The headers of a reply that don't depend on what is asked for."""
    found = {name: value for name, value in reply.headers.items() if name not in VARYING}
    return found | {"vary": set(reply.headers["vary"].split(", "))}


def test_what_was_written_is_seen_by_the_next_who_ask_the_same(writable: Served) -> None:
    for number in range(1, 6):
        document = "".join(f"<a:s> <a:p> {each} ." for each in range(number)).encode()
        writable.send("PUT", "/graphs?graph=a:g", document, Content_Type="text/turtle")
        for _ in range(2):
            assert get(writable, COUNT, Accept="text/csv").body == f"n\r\n{number}\r\n".encode()


def test_each_base_has_its_own_answer(server: Served) -> None:
    for host in ("one.example", "two.example"):
        for _ in range(2):
            reply = get(server, "SELECT (STR(<x>) AS ?iri) {}", Accept="text/csv", Host=host)
            assert reply.body == f"iri\r\nhttp://{host}/x\r\n".encode()


def test_what_is_another_one_each_time_is_asked_each_time(server: Served) -> None:
    query = "SELECT (STRUUID ( ) AS ?x) {}"
    assert get(server, query).body != get(server, query).body


def test_words_that_look_like_functions_do_not_keep_answers_from_being_tagged(
    server: Served,
) -> None:
    assert "etag" in get(server, "SELECT ?known { ?known ?brand 'now' }").headers


@pytest.mark.parametrize("path", ["/sparql?query=" + quote("SELECT * { ?s ?p ?o }"), "/"])
def test_a_client_of_http_1_0_gets_no_chunks(server: Served, path: str) -> None:
    head, body = exchange(server, f"GET {path} HTTP/1.0\r\nAccept-Encoding: gzip\r\n\r\n")
    assert "transfer-encoding" not in head
    assert f"content-length: {len(body)}\r\n" in head


@pytest.mark.parametrize("accept", [RESULTS, PAGE_TOO])
def test_a_body_in_chunks_is_read(server: Served, accept: str) -> None:
    chunks = "".join(f"1\r\n{each}\r\n" for each in "query=ASK%7B%7D") + "0\r\n\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n"
    more = f"Host: x\r\nConnection: close\r\nAccept: {accept}\r\n"
    head, body = exchange(server, f"POST /sparql HTTP/1.1\r\n{more}{kind}\r\n{chunks}")
    assert head.startswith("http/1.1 200 ")
    assert body == b'{"head":{},"boolean":true}'


@pytest.mark.parametrize("offer", ["h2c", "websocket"])
@pytest.mark.parametrize("accept", [RESULTS, PAGE_TOO])
def test_an_offer_of_another_protocol_is_ignored(server: Served, offer: str, accept: str) -> None:
    """As the client of Java makes one with its first request."""
    offered = f"Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: {offer}\r\n"
    kind = "Content-Type: application/sparql-query\r\nContent-Length: 6\r\n"
    more = f"Host: x\r\nAccept: {accept}\r\n"
    head, body = exchange(server, f"POST /sparql HTTP/1.1\r\n{offered}{more}{kind}\r\nASK {{}}")
    assert head.startswith("http/1.1 200 ")
    assert body == b'{"head":{},"boolean":true}'


@pytest.mark.parametrize("accept", ["text/csv", PAGE_TOO])
def test_what_is_not_ascii_in_a_url_is_read_as_utf_8(server: Served, accept: str) -> None:
    """As Virtuoso and curl send it."""
    path = "/sparql?format=csv&query=SELECT(%22حماة’%22AS?x){}"
    more = f"Host: x\r\nConnection: close\r\nAccept: {accept}\r\n"
    _, body = exchange(server, f"GET {path} HTTP/1.1\r\n{more}\r\n")
    assert body.decode() == "x\r\nحماة’\r\n"


@pytest.mark.parametrize("line", ["CONNECT x:80 HTTP/1.1", "GET / HTTP/9.9", "\x16\x03\x01", "X"])
def test_what_is_no_http_is_refused(server: Served, line: str) -> None:
    head, body = exchange(server, f"{line}\r\nHost: x\r\n\r\n")
    assert head.startswith("http/1.1 400 ")
    assert body == b"The request breaks the rules of HTTP.\n"


def exchange(server: Served, request: str) -> tuple[str, bytes]:
    """Send a request; return the head of the answer in lower case, and its body."""
    address = urlsplit(server.url)
    assert address.hostname
    assert address.port
    with closing(socket.create_connection((address.hostname, address.port))) as client:
        client.sendall(request.encode())
        received = b"".join(iter(lambda: client.recv(1 << 16), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    return f"{head.decode().lower()}\r\n", body
