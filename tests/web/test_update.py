"""Updates, over real HTTP: who may send them, how, and what comes back."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from reportedly.access import VARIABLE
from reportedly.access.register import Register
from reportedly.access.token import Role
from reportedly.engine.embedded import Embedded
from reportedly.settings import Settings
from reportedly.web import create_app

from .conftest import Reply, Served, serving

UPDATE = "application/sparql-update"
FORM = "application/x-www-form-urlencoded"
SECRET = "s" * 40
INSERT = b"INSERT DATA { GRAPH <x> { <s> <p> 1 } }"


@pytest.fixture(scope="module")
def writable() -> Iterator[Served]:
    """A server with an empty store in memory, and one token."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, SECRET)
        with serving("--store", "memory", "--empty") as served:
            yield served


def update(server: Served, body: bytes, content_type: str = UPDATE, **more: str) -> Reply:
    headers = {"Authorization": f"Bearer {SECRET}", "Content_Type": content_type, **more}
    return server.send("POST", "/update", body, **headers)


def holds(server: Served, pattern: str) -> bool:
    path = "/sparql?" + urlencode({"query": f"ASK {{ {pattern} }}"})
    return bool(json.loads(server.send("GET", path).body)["boolean"])


def test_both_ways_of_sending_and_relative_iris(writable: Served) -> None:
    assert update(writable, INSERT).status == 204
    assert holds(writable, f"GRAPH <{writable.url}x> {{ <{writable.url}s> ?p 1 }}")
    form = urlencode({"update": "CLEAR ALL ; CREATE GRAPH <a:+>"}).encode()
    assert update(writable, form, FORM).status == 204
    assert not holds(writable, "?s ?p ?o")


@pytest.mark.parametrize(
    ("header", "error"),
    [
        ("", ""),
        ("Basic YTpi", ""),
        ("Bearer " + "x" * 40, 'error="invalid_token"'),
        ("Bearer", 'error="invalid_token"'),
    ],
)
def test_without_a_good_token_nothing_is_done(writable: Served, header: str, error: str) -> None:
    reply = update(writable, b"INSERT DATA { <a:a> <a:a> 1 }", Authorization=header)
    assert reply.status == 401
    assert reply.headers["www-authenticate"].startswith('Bearer realm="reportedly", scope="write"')
    assert error in reply.headers["www-authenticate"]
    assert not holds(writable, "<a:a> <a:a> 1")


@pytest.mark.parametrize(
    ("body", "content_type", "status", "words"),
    [
        (b"INSER {}", UPDATE, 400, "Line 1, column 1: \u201cINSER\u201d can\u2019t stand here."),
        (b"SELECT * {}", UPDATE, 400, "only updates are done here"),
        (b"update=CLEAR+ALL&update=CLEAR+ALL", FORM, 400, "more than one update"),
        (b"query=ASK{}", FORM, 400, "no update"),
        (INSERT, "text/plain", 415, "text/plain is not read"),
        (INSERT, "application/sparql-update; charset=utf-16", 415, "not in UTF-8"),
        (b"LOAD <http://127.0.0.1:9/>", UPDATE, 403, "LOAD is refused"),
        (b"INSERT {} WHERE { SERVICE <a:b> {} }", UPDATE, 403, "SERVICE is refused"),
        (b"DROP GRAPH <a:none>", UPDATE, 404, "does not exist"),
        (b"INSERT {} WHERE { FILTER(<a:f>()) }", UPDATE, 422, "not supported"),
        (
            b"WITH <a:a> DELETE {} WHERE {} ; INSERT {} WHERE {" + b"{" * 200,
            UPDATE,
            413,
            "brackets",
        ),
    ],
)
def test_what_can_not_be_done_is_told(
    writable: Served, body: bytes, content_type: str, status: int, words: str
) -> None:
    reply = update(writable, body, content_type)
    assert reply.status == status
    assert words in reply.body.decode()


def test_an_update_may_be_longer_than_a_query(writable: Served) -> None:
    triples = b"".join(b"<a:%d> <a:p> <a:q> .\n" % number for number in range(20_000))
    assert update(writable, b"INSERT DATA {" + triples + b"}").status == 204
    assert holds(writable, "<a:19999> <a:p> <a:q>")
    assert writable.send("POST", "/sparql", triples, Content_Type=UPDATE).status == 413


def test_getting_is_not_for_updates(writable: Served) -> None:
    assert writable.send("GET", "/update?update=CLEAR+ALL").status == 405


def test_everybody_may_write_on_this_machine_if_that_is_allowed_but_no_web_page() -> None:
    with serving("--store", "memory", "--empty", "--allow-anonymous-writes") as served:
        assert served.send("POST", "/update", INSERT, Content_Type=UPDATE).status == 204
        page = served.send(
            "POST", "/update", INSERT, Content_Type=UPDATE, Origin="http://a.example"
        )
        assert page.status == 401


def test_everybody_may_not_write_from_elsewhere() -> None:
    with serving("--allow-anonymous-writes", "--host", "0.0.0.0", "--store", "memory") as served:
        assert served.url == ""
        assert served.process.wait(20) == 2


@pytest.mark.parametrize(("role", "status"), [(Role.SUBMIT, 403), (Role.WRITE, 204)])
def test_a_token_must_have_the_role(tmp_path: Path, role: Role, status: int) -> None:
    _, text = Register(tmp_path).create(role)
    client = create_app(Embedded.in_memory(), Settings(store=tmp_path)).test_client()
    headers = {"Authorization": f"Bearer {text}"}
    response = client.post("/update", data="CLEAR ALL", content_type=UPDATE, headers=headers)
    assert response.status_code == status
    challenge = response.headers.get("WWW-Authenticate", "")
    assert ("insufficient_scope" in challenge) == (status == 403)


def test_what_is_wrong_with_the_tokens_is_for_the_operator_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "tokens.json").write_text("damaged")
    client = create_app(Embedded.in_memory(), Settings(store=tmp_path)).test_client()
    headers = {"Authorization": "Bearer x"}
    response = client.post("/update", data="CLEAR ALL", content_type=UPDATE, headers=headers)
    assert response.status_code == 500
    assert str(tmp_path) not in response.text
    assert str(tmp_path) in caplog.text
