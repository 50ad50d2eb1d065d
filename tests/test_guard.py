"""What the guard refuses, what it lets pass, and that the real engine then reaches nobody."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly import guard
from reportedly.engine.embedded import Embedded
from reportedly.engine.port import Query
from reportedly.errors import QueryError, QueryRefused, QuerySyntaxError, QueryTooComplex


class Canary:
    """A server on this machine that notes who comes."""

    def __init__(self) -> None:
        visits: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                visits.append(self.path)
                self.send_error(404)

            do_POST = do_GET  # noqa: N815

            def log_message(self, *_: object) -> None:
                pass

        self.visits = visits
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.iri = f"http://127.0.0.1:{self.server.server_port}/"


@contextmanager
def listening() -> Iterator[Canary]:
    canary = Canary()
    thread = Thread(target=canary.server.serve_forever, args=(0.01,))
    thread.start()
    yield canary
    canary.server.shutdown()
    thread.join()
    canary.server.server_close()


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    with listening() as canary:
        yield canary


@pytest.fixture(scope="module")
def engine() -> Embedded:
    engine = Embedded.in_memory()
    engine.replace("a:g", b"<a:a> <a:b> 1 .", "text/turtle")
    return engine


CALLS = [
    "SELECT * { SERVICE <U> { ?s ?p ?o } }",
    "SELECT * { service silent<U>{?s ?p ?o} }",
    "SELECT * { BIND(<U> AS ?y) SERVICE ?y { ?s ?p ?o } }",
    "SELECT*{?s ?p ?o.SERVICE<U>{}}",
    "SELECT*{?s ?p 1SERVICE<U>{}}",
    "SELECT*{BIND(true AS ?x)SERVICE<U>{}}",
    "SELECT * { \\u0053ERVICE <U> {} }",
    "SELECT * { S\\U00000045RVICE <U> {} }",
    "SELECT * { SERVICE# '''\n<U>{} # '''\n }",
    "SELECT * { ?s ?p '#' . SERVICE <U> {} }",
    "SELECT * { ?s ?p ''''''. SERVICE <U> {} #'''\n }",
    "SELECT * { ?s ?p '\\'' . SERVICE <U> {} #'\n }",
    "ASK { FILTER(EXISTS { SERVICE <U> {} }) }",
    "SELECT * { LATERAL { SERVICE <U> {} } }",
    "SELECT * { { SELECT * { SERVICE <U> {} } } }",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <U> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <U> { ?s ?p ?o } }",
    "SELECT * { BIND(1 AS ?x) } VALUES ?x { 1 } SERVICE <U> {}",
    # Read as calls by Oxigraph, though they are names:
    "PREFIX : <U> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX : <U> SELECT * { SERVICESILENT:x { ?s ?p ?o } }",
    "PREFIX : <U> SELECT * { ?s ?p trueSERVICE:x { ?s ?p ?o } }",
    "PREFIX e: <http://a:> SELECT * { ?s ?p e:service <U> { ?s ?p ?o } }",
]
DISGUISES = [
    # Read as calls by Oxigraph, though they are IRIs and strings, if they are not laid out:
    "SELECT * { BIND(<U> AS ?y) FILTER(1<2)SERVICE?y#>\n{?s ?p ?o}}",
    "SELECT * { BIND(<U> AS ?y) FILTER(1<'>'||1=1)SERVICE ?y{?s ?p ?o} #'\n}",
    "SELECT * { BIND(<U> AS ?y) FILTER(1<2#>'''\n)SERVICE ?y{?s ?p ?o} #'''\n}",
    "SELECT * { ?s ?p 'a\\u0027 SERVICE <U> {} #' }",
    "SELECT * { ?s ?p <a:b\\u003E> . SERVICE <U> {} #> }",
]
INNOCENT = [
    "SELECT * { ?SERVICE $service 'SERVICE <U> {}' }",
    "SELECT * { <a:SERVICE> ?p _:SERVICE ; ?q 'x'@en-service } # SERVICE <U> {}",
    "PREFIX service: <a:> SELECT * { ?s service:level ?o ; a service:Service }",
    "PREFIX s: <a:> SELECT * { GRAPH s:service { ?s ?p ?o } }",
    "PREFIX service: <a:> SELECT * FROM service:g FROM NAMED service:h { ?s ?p ?o }",
    "PREFIX s: <a:> SELECT * { ?s s:service ?o . { ?o ?p 1 } }",
    "SELECT * { ?s ?p '''SERVICE <U> {}''' . <http://a/(SERVICE)> ?p 1 }",
    "PREFIX load: <a:> SELECT ?load { ?s load:load 'LOAD <U>' }",
]


@pytest.mark.parametrize("call", CALLS)
def test_calls_are_refused(call: str) -> None:
    with pytest.raises(QueryRefused, match="SERVICE is refused"):
        guard.check_query(call.replace("<U>", "<http://127.0.0.1:9/>"))


@pytest.mark.parametrize("query", DISGUISES)
def test_what_is_disguised_for_the_engine_reaches_nobody(
    query: str, engine: Embedded, canary: Canary
) -> None:
    with suppress(QueryError):
        guard.answer(engine, Query(query.replace("<U>", f"<{canary.iri}>")))
    assert canary.visits == []


@pytest.mark.parametrize("query", INNOCENT)
def test_words_are_not_calls(query: str, engine: Embedded, canary: Canary) -> None:
    guard.answer(engine, Query(query.replace("<U>", f"<{canary.iri}>")))
    assert canary.visits == []


def test_the_canary_sees_what_is_not_guarded(engine: Embedded) -> None:
    with listening() as canary:
        with pytest.raises(QueryError):
            engine.evaluate(Query(f"SELECT * {{ SERVICE <{canary.iri}> {{ ?s ?p ?o }} }}"))
        assert canary.visits


PARTS = [
    *(
        "SERVICE",
        "service",
        "SILENT",
        "SERVICE:x",
        "e:service",
        "?y",
        "<U>",
        "{",
        "}",
        "{?s ?p ?o}",
    ),
    *("FILTER(", "1<", "2)", "<'>'", "||1=1)", "#", ">", "\n", "'", "'''", '"', "\\u0053ERVICE"),
    *(".", ";", "true", "1", " ", "GRAPH", "?a ?b ", "_:b", "e:x", "'x'@en", "BIND(1 AS ?z)", ")"),
]


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=9))
def test_nothing_that_passes_reaches_anybody(
    engine: Embedded, canary: Canary, parts: list[str]
) -> None:
    body = "".join(parts)
    query = f"PREFIX : <U> PREFIX e: <http://a:> SELECT * {{ BIND(<U> AS ?y) {body} }}"
    try:
        guard.answer(engine, Query(query.replace("<U>", f"<{canary.iri}>")))
    except QueryError as error:
        reached = str(error)
    else:
        reached = ""
    assert "service name" not in reached
    assert canary.visits == []


def test_the_place_of_a_call_is_told() -> None:
    with pytest.raises(QueryRefused, match="Line 2, column 3: SERVICE is refused") as caught:
        guard.check_query("SELECT * {\n  SERVICE <http://example.org/> {} }")
    assert "No other dataset is called from here" in caught.value.hint


@pytest.mark.parametrize(
    "update",
    [
        "CLEAR ALL ; INSERT {} WHERE { \\u0053ERVICE <a:b> {} }",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <a:b> { ?s ?p ?o } }",
    ],
)
def test_updates_that_call_are_refused(update: str) -> None:
    with pytest.raises(QueryRefused):
        guard.check_update(update)


@pytest.mark.parametrize(
    "update",
    [
        "PREFIX load: <a:> INSERT DATA { load:x a load:y ; load:z 'LOAD <a:b>' ; load:p load:q }",
        "PREFIX load: <a:> CLEAR GRAPH load:g ; COPY load:a TO load:b",
        "INSERT DATA {" + "<a:a> <a:b> 1 , 2 ; <a:c> 3 ." * 5000 + "}",
    ],
)
def test_other_updates_pass(update: str) -> None:
    guard.check_update(update)


def many(before: str, part: str, after: str = "", end: str = " }") -> str:
    """A query that has 5,000 of something."""
    return "SELECT * { " + before + part * 5000 + after * 5000 + end


HEAVY = {
    "braces": many("", "{", "}"),
    "parentheses": many("FILTER(", "(", ")", "1) }"),
    "not": many("FILTER(", "!", end="1) }"),
    "functions": many("FILTER(", "STR(", ")", "1) }"),
    "not exists": many("", "FILTER(NOT EXISTS {", "})"),
    "or": many("FILTER(1", "||1", end=") }"),
    "plus": many("FILTER(1", "+1", end=") }"),
    "union": many("{}", "UNION{}"),
    "bind": many("", "BIND(1 AS ?x)"),
    "path": many("?s <a:a>", "/<a:a>", end=" ?o }"),
    "triples": many("", "?s ?p ?o ."),
    "list": many("?s ?p (", "1 ", end=") }"),
    "blank nodes": many("?s ?p ", "[ ?p ", "]"),
    "triple terms": many("?s ?p ", "<<( ?s ?p ", " )>>"),
    "annotations": many("?s ?p ?o ", "{| ?p ?o ", "|}"),
}


@pytest.mark.parametrize("name", HEAVY)
def test_what_would_end_the_process_is_refused(name: str) -> None:
    with pytest.raises(QueryTooComplex, match="more than"):
        guard.check_query(HEAVY[name])


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { VALUES (?a ?b) { " + "(1 'x') " * 5000 + "} }",
        "SELECT * { FILTER(?x IN (" + "<a:b>, " * 5000 + "1)) }",
        "SELECT * { VALUES ?x { " + "true " * 5000 + "} }",
    ],
)
def test_long_lists_of_values_pass(query: str, engine: Embedded) -> None:
    guard.answer(engine, Query(query))


def test_the_largest_that_passes_is_borne() -> None:
    """In a process of its own, with the stack of a thread of the server."""
    depth, length = guard.DEEPEST // 2 - 1, guard.LONGEST // 2 - 2
    heaviest = [
        "SELECT * { " + "FILTER(NOT EXISTS {" * depth + "})" * depth + " }",
        "SELECT * { " + "".join(f"BIND({n} AS ?x{n})" for n in range(length)) + " }",
        "SELECT * { ?s ?p (" + "1 " * 100 + ") }",
    ]
    program = (
        "import sys, threading\n"
        "from reportedly import guard\n"
        "from reportedly.engine.embedded import Embedded\n"
        "from reportedly.engine.port import Query\n"
        "threading.stack_size(8 << 20)\n"
        "query = Query(sys.stdin.read())\n"
        "thread = threading.Thread(target=guard.answer, args=(Embedded.in_memory(), query))\n"
        "thread.start(); thread.join(); print('alive')\n"
    )
    for query in heaviest:
        done = subprocess.run(
            [sys.executable, "-c", program], input=query, capture_output=True, text=True, check=True
        )
        assert (done.stdout, done.stderr) == ("alive\n", "")


def test_the_w3c_queries_pass_unless_they_call(shared: Path) -> None:
    refused = set()
    for path in (shared / "w3c" / "sparql11").rglob("*.rq"):
        try:
            guard.check_query(path.read_bytes().decode())
        except QuerySyntaxError:
            continue
        except QueryRefused:
            refused.add(path.parent.name)
    assert refused == {"service", "syntax-fed"}
