"""The graph store, over real HTTP: what is read, what is written, and what is refused."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from reportedly.media import GRAPH_FORMATS, Format

from .conftest import Reply, Served, serving

TURTLE = "text/turtle"
ONE = b"<http://example.org/s> <http://example.org/p> 1 ."


@pytest.fixture(scope="module")
def writable() -> Iterator[Served]:
    """A server with an empty store in memory that everybody may write."""
    with serving("--store", "memory", "--empty", "--allow-anonymous-writes") as served:
        yield served


def path(graph: str) -> str:
    return "/graphs?graph=" + quote(graph, safe="")


def put(server: Served, graph: str, body: bytes, content_type: str = TURTLE) -> Reply:
    return server.send("PUT", path(graph), body, Content_Type=content_type)


def content(server: Served, graph: str) -> set[bytes]:
    reply = server.send("GET", path(graph), Accept="application/n-triples")
    assert reply.status == 200
    return set(reply.body.splitlines())


def test_a_graph_is_put_added_to_and_deleted(writable: Served) -> None:
    assert put(writable, "a:one", ONE).status == 201
    assert put(writable, "a:one", b"<a:s> <a:p> 2 .").status == 204
    added = writable.send("POST", path("a:one"), ONE, Content_Type=TURTLE)
    assert added.status == 204
    assert len(content(writable, "a:one")) == 2
    head = writable.send("HEAD", path("a:one"))
    assert (head.status, head.body) == (200, b"")
    assert writable.send("DELETE", path("a:one")).status == 204
    assert writable.send("DELETE", path("a:one")).status == 404
    assert writable.send("GET", path("a:one")).status == 404


@pytest.mark.parametrize("form", GRAPH_FORMATS, ids=lambda form: form.name)
def test_a_graph_comes_in_every_format(writable: Served, form: Format) -> None:
    put(writable, "a:formats", ONE)
    for media_type in form.media_types:
        reply = writable.send("GET", path("a:formats"), Accept=media_type)
        assert reply.headers["content-type"].partition(";")[0] == media_type
        assert b"http://example.org/" in reply.body
    assert writable.send("GET", path("a:formats"), Accept="image/png").status == 406


@pytest.mark.parametrize(
    ("media_type", "document"),
    [
        (TURTLE, b"<#s> <#p> '\xc3\xa9' ."),
        ("text/turtle; charset=UTF-8", b"<#s> <#p> '\xc3\xa9' ."),
        ("application/n-triples", b'<a:g#s> <a:g#p> "\xc3\xa9" .'),
        ("application/ld+json", b'{"@id": "#s", "a:g#p": "\xc3\xa9"}'),
        (
            "application/rdf+xml",
            b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:g="a:g#">'
            b'<rdf:Description rdf:about="#s"><g:p>\xc3\xa9</g:p></rdf:Description></rdf:RDF>',
        ),
    ],
)
def test_a_document_is_read_in_each_format(
    writable: Served, media_type: str, document: bytes
) -> None:
    assert put(writable, "a:g", document, media_type).status in (201, 204)
    assert content(writable, "a:g") == {'<a:g#s> <a:g#p> "é" .'.encode()}


def test_a_form_has_several_documents(writable: Served) -> None:
    parts = [(TURTLE, "_:x <a:p> 1 ."), ("application/ld+json", '{"@id": "_:x", "a:p": 2}')]
    written = "".join(
        f'--cut\r\nContent-Disposition: form-data; name="{number}"\r\n'
        f"Content-Type: {media_type}\r\n\r\n{text}\r\n"
        for number, (media_type, text) in enumerate(parts)
    )
    form = f"{written}--cut--\r\n".encode()
    reply = writable.send(
        "POST", path("a:f"), form, Content_Type="multipart/form-data;boundary=cut"
    )
    assert reply.status == 201
    assert len({line.split()[0] for line in content(writable, "a:f")}) == 2


def test_a_graph_without_a_name_of_its_own_gets_one(writable: Served) -> None:
    reply = writable.send("POST", "/graphs", ONE, Content_Type=TURTLE)
    assert reply.status == 201
    location = reply.headers["location"]
    assert location.startswith(writable.url + "graphs/")
    direct = writable.send("GET", location.removeprefix(writable.url[:-1]), Accept=TURTLE)
    assert direct.status == 200
    assert content(writable, location)


def test_names_are_decoded_once(writable: Served) -> None:
    put(writable, "a:%31", b"<a:s> <a:p> 31 .")
    put(writable, "a:1", b"<a:s> <a:p> 1 .")
    assert b"31" in b"".join(content(writable, "a:%31"))
    assert writable.send("DELETE", "/graphs?graph=a:%31").status == 204
    assert content(writable, "a:%31")


@pytest.mark.parametrize(
    ("media_type", "document", "words"),
    [
        (TURTLE, "<a:é> <a:p> 1 .\n<a:s> <a:p> ü .", "a:bad, line 2, column 13: "),
        ("application/n-triples", "<a:s> <a:p> 1 .", "line 1, column 13"),
        ("application/ld+json", '{"@context":\n nothing}', "line 2, column "),
        ("application/ld+json", '{"@context": "http://127.0.0.1:9/"}', "remote contexts"),
        ("application/rdf+xml", "<a>\n <b></a>", "line 2, column 7"),
        (
            "application/rdf+xml",
            "<!-- -->\n<!DOCTYPE a []><a/>",
            "line 2, column 1: a document type",
        ),
        (TURTLE, b"<a:s> <a:p> '\xff' .", "line 1, column 14: this is not UTF-8"),
    ],
)
def test_a_faulty_document_changes_nothing_and_its_fault_is_shown(
    writable: Served, media_type: str, document: str | bytes, words: str
) -> None:
    body = document if isinstance(document, bytes) else document.encode()
    reply = put(writable, "a:bad", body, media_type)
    assert reply.status == 400
    assert words in reply.body.decode()
    assert writable.send("GET", path("a:bad")).status == 404


@pytest.mark.parametrize(
    ("method", "target", "content_type", "status", "words"),
    [
        ("GET", "/graphs", "", 400, "about one graph"),
        ("GET", "/graphs?graph=a:a&default", "", 400, "about one graph"),
        ("DELETE", "/graphs?graph=", "", 400, "about one graph"),
        ("PUT", "/graphs?graph=a", TURTLE, 400, "absolute IRI"),
        ("PUT", "/graphs?graph=a:a", "", 415, "(none given)"),
        ("PUT", "/graphs?graph=a:a", "application/trig", 415, "text/turtle"),
        ("PUT", "/graphs?graph=a:a", "text/turtle; charset=latin-1", 415, "UTF-8"),
        ("POST", "/graphs", "multipart/form-data; boundary=x", 400, "taken apart"),
        ("PATCH", "/graphs?graph=a:a", TURTLE, 405, ""),
    ],
)
def test_what_is_refused(
    writable: Served, method: str, target: str, content_type: str, status: int, words: str
) -> None:
    reply = writable.send(method, target, ONE, Content_Type=content_type)
    assert (reply.status, words in reply.body.decode()) == (status, True)


def test_reading_is_open_and_writing_is_not(server: Served) -> None:
    graph = path("https://w3id.org/reportedly/id/")
    assert server.send("GET", graph).status == 200
    for method in ("PUT", "POST", "DELETE"):
        assert server.send(method, graph, ONE, Content_Type=TURTLE).status == 401


@pytest.mark.parametrize(("size", "status"), [(600_000, 201), (8 << 20, 413)])
def test_a_graph_may_be_longer_than_a_query_but_not_endless(
    writable: Served, size: int, status: int
) -> None:
    reply = put(writable, f"a:{size}", ONE + b"#" * size)
    assert reply.status == status
    assert ("--max-write" in reply.body.decode()) == (status == 413)
