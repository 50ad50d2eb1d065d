"""What is not sent again, and what is sent compressed."""

import gzip
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from reportedly.web import caching

from .conftest import Reply, Served, serving

TURTLE = "text/turtle"
GRAPH = "/graphs?graph=a:g"
ALL = "/sparql?query=" + quote("SELECT * { ?s ?p ?o }")
PATHS = ["/", "/sparql", ALL, "/.well-known/void", "/graphs?default"]


@pytest.fixture(scope="module")
def writable() -> Iterator[Served]:
    """A server that everybody may write, with the shipped graphs."""
    with serving("--store", "memory", "--allow-anonymous-writes") as served:
        yield served


def put(server: Served, document: str) -> Reply:
    return server.send("PUT", GRAPH, document.encode(), Content_Type=TURTLE)


@pytest.mark.parametrize("path", PATHS)
def test_what_has_not_changed_is_not_sent_again(writable: Served, path: str) -> None:
    first = writable.send("GET", path)
    assert first.headers["etag"].startswith('"')
    assert {"Accept", "Accept-Encoding"} <= set(first.headers["vary"].split(", "))
    for method in ("GET", "HEAD"):
        again = writable.send(method, path, If_None_Match=f'"x", {first.headers["etag"]}')
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize("path", PATHS)
def test_a_tag_fits_one_revision_one_format_and_one_encoding(writable: Served, path: str) -> None:
    def tag(**headers: str) -> str:
        return writable.send("HEAD", path, None, **headers).headers["etag"]

    first = tag()
    others = {first, tag(Accept="text/html, */*"), tag(Accept_Encoding="gzip")}
    assert len(others) == 3
    put(writable, f"<a:s> <a:p> {PATHS.index(path)} .")
    assert tag() not in others


def test_the_answer_after_a_write_is_the_new_one(writable: Served) -> None:
    for number in range(5):
        put(writable, f"<a:s> <a:p> {number} .")
        reply = writable.send("GET", GRAPH, Accept="application/n-triples")
        assert f'"{number}"'.encode() in reply.body
        assert writable.send("GET", GRAPH, If_None_Match=reply.headers["etag"]).status == 200


@pytest.mark.parametrize("call", ["NOW()", "rand()", "UUID ()", "STRUUID()", "\\u004EOW()"])
def test_what_is_different_each_time_has_no_tag(writable: Served, call: str) -> None:
    reply = writable.send("GET", "/sparql?query=" + quote(f"SELECT ({call} AS ?x) {{}}"))
    assert reply.status == 200
    assert "etag" not in reply.headers
    assert reply.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("call", ["SERVICE <a:b> {}", "service?x{}", "\\u0053ERVICE <a:b> {}"])
def test_what_other_datasets_answer_changes_without_us(call: str) -> None:
    assert caching.changes(f"SELECT * {{ {call} }}")
    assert caching.changes_at(f"query={quote(call)}".encode())


def test_words_that_are_searched_are_no_query(writable: Served) -> None:
    assert "etag" in writable.send("GET", "/statements?words=secret+service").headers


def test_errors_have_no_tag_and_can_be_read_by_pages_of_other_sites(writable: Served) -> None:
    reply = writable.send("GET", "/sparql?query=nonsense", If_None_Match="*")
    assert "etag" not in reply.headers
    assert reply.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "path", [*PATHS[:-1], "/sparql?query=" + quote("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 9000")]
)
def test_answers_are_compressed_if_that_is_wanted(writable: Served, path: str) -> None:
    plain = writable.send("GET", path, Accept_Encoding="gzip;q=0")
    packed = writable.send("GET", path, Accept_Encoding="gzip, br")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < len(plain.body)
    assert gzip.decompress(packed.body) == plain.body
    head = writable.send("HEAD", path, Accept_Encoding="gzip")
    assert (head.status, head.body) == (200, b"")


def test_a_client_may_allow_less_time(writable: Served) -> None:
    cross = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(5))
    query = quote(f"SELECT (COUNT(*) AS ?n) {{ {cross} }}")
    reply = writable.send("GET", f"/sparql?timeout=0.3&query={query}")
    assert (reply.status, b"after 0.3 seconds" in reply.body) == (504, True)
    assert writable.send("GET", f"/sparql?timeout=soon&query={quote('ASK {}')}").status == 200


@pytest.mark.parametrize("path", [*PATHS, "/update"])
def test_every_address_says_what_can_be_done_there(writable: Served, path: str) -> None:
    reply = writable.send("OPTIONS", path)
    assert reply.status == 200
    assert "OPTIONS" in reply.headers["allow"]
    if path != "/update":
        assert "HEAD" in reply.headers["allow"]


def test_many_comments_after_a_function_are_read_in_no_time() -> None:
    assert caching.changes(f"now{'#' * 50_000}")
    assert not caching.changes("now " * 50_000)
