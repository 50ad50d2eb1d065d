"""What operators rely on: health, measurements, the access log, a stop that breaks nothing off."""

import json
import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from hashlib import sha256
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path
from urllib.parse import quote, urlsplit

import psutil
import pytest
from flask.testing import FlaskClient

from reportedly import __version__
from reportedly.engine.embedded import Embedded
from reportedly.errors import Overloaded, SettingsError
from reportedly.settings import Settings
from reportedly.web import create_app

from .conftest import Reply, Served, serving

pytestmark = pytest.mark.slow

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SLOW_IN_GRAPHS = (
    "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } GRAPH ?i { ?j ?k ?l } }"
)
EMPTY = ("--store", "memory", "--empty")


def measured(text: str) -> dict[str, float]:
    """The values of all samples, by name and labels."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


def ask(served: Served, query: str, path: str = "/sparql") -> Reply:
    return served.send("GET", f"{path}?query={quote(query)}", Accept="text/csv")


@contextmanager
def asking(served: Served, query: str) -> Iterator["Future[Reply]"]:
    """A query that is running on the server."""
    with ThreadPoolExecutor(1) as other:
        future = other.submit(ask, served, query)
        assert eventually(lambda: 'reportedly_queries{state="running"} 1' in metrics_of(served))
        yield future


def metrics_of(served: Served) -> str:
    return served.send("GET", "/metrics").body.decode()


def eventually(condition: Callable[[], bool]) -> bool:
    """Say whether a condition comes true within ten seconds."""
    limit = time.monotonic() + 10
    while time.monotonic() < limit:
        if condition():
            return True
        time.sleep(0.02)
    return False


def test_a_server_that_answers_is_healthy(server: Served) -> None:
    reply = server.send("GET", "/health", Accept="application/json")
    assert (reply.status, reply.headers["cache-control"]) == (200, "no-store")
    document = json.loads(reply.body)
    assert document["status"] == "ready"
    assert document["revision"] >= 1
    text = server.send("GET", "/health", Accept="text/plain")
    assert (text.status, text.body[:5]) == (200, b"ready")


def test_an_engine_that_does_not_answer_is_told_of_with_the_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = Embedded.in_memory()
    client = create_app(engine, Settings(store=None)).test_client()

    def refuse(*_: object) -> None:
        raise Overloaded("Too many queries are waiting.", retry_after=1)

    monkeypatch.setattr(engine, "evaluate", refuse)
    reply = client.get("/health", headers={"Accept": "application/json"})
    assert reply.status_code == 503
    assert json.loads(reply.data)["detail"] == "Too many queries are waiting."
    assert client.get("/metrics").status_code == 200


def test_measurements_keep_to_the_format_of_prometheus(client: FlaskClient) -> None:
    client.get("/sparql?query=ASK{}")
    reply = client.get("/metrics")
    assert reply.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    sample = r'reportedly_[a-z_]+(\{[a-z]+="[^"\n]*"(,[a-z]+="[^"\n]*")*\})? [0-9.e+-]+'
    comment = r"# (HELP|TYPE) reportedly_[a-z_]+ .+"
    for line in reply.text.splitlines():
        assert re.fullmatch(f"{sample}|{comment}", line), line


def test_requests_are_counted_by_route_and_outcome(client: FlaskClient) -> None:
    for path in ("/sparql?query=ASK{}", "/sparql?query=ASK{}", "/sparql?query=oops", "/no/such"):
        client.get(path)
    found = measured(client.get("/metrics").text)
    assert found['reportedly_requests_total{route="/sparql",status="200"}'] == 2
    assert found['reportedly_requests_total{route="/sparql",status="400"}'] == 1
    assert found['reportedly_requests_total{route="none",status="404"}'] == 1
    assert found['reportedly_request_seconds_count{route="/sparql"}'] == 3
    assert found['reportedly_request_seconds_bucket{route="/sparql",le="+Inf"}'] == 3
    assert 0 < found['reportedly_request_seconds_sum{route="/sparql"}'] < 5


def test_the_data_are_measured(client: FlaskClient, shipped_engine: Embedded) -> None:
    found = measured(client.get("/metrics").text)
    assert found[f'reportedly_info{{version="{__version__}"}}'] == 1
    assert found["reportedly_revision"] == shipped_engine.revision
    assert found["reportedly_triples"] == len(shipped_engine)


def test_snapshots_are_measured(server: Served) -> None:
    found = measured(metrics_of(server))
    assert found["reportedly_snapshots"] == 1
    assert found["reportedly_in_memory"] == 1


def test_kills_are_counted_by_reason() -> None:
    with serving("--store", "memory", "--query-seconds", "0.3") as served:
        assert ask(served, SLOW).status == 504
        found = measured(metrics_of(served))
        assert found['reportedly_kills_total{reason="query-takes-time"}'] == 1
        assert found['reportedly_queries{state="running"}'] == 0
        assert found['reportedly_queries{state="waiting"}'] == 0


def test_each_request_is_a_line_of_json_without_the_text_of_queries(tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    app = create_app(Embedded.in_memory(), Settings(store=None, access_log=str(log)))
    client = app.test_client()
    query = "ASK { ?secret ?s ?s }"
    digest = sha256(query.encode()).hexdigest()[:16]
    client.get("/sparql", query_string={"query": query})
    client.post("/sparql", data={"query": query})
    client.post("/sparql", data=query, content_type="application/sparql-query")
    client.get("/no/such")
    client.post("/sparql", data={"query": query * 20_000})
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [(line["method"], line["path"], line["status"]) for line in lines] == [
        ("GET", "/sparql", 200),
        ("POST", "/sparql", 200),
        ("POST", "/sparql", 200),
        ("GET", "/no/such", 404),
        ("POST", "/sparql", 413),
    ]
    assert [line["query"] for line in lines] == [digest, digest, digest, None, None]
    assert all(line["bytes"] > 0 and line["seconds"] > 0 for line in lines)
    assert "secret" not in log.read_text()
    assert "client" not in lines[0]


def test_the_log_can_go_to_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    client = create_app(Embedded.in_memory(), Settings(store=None, access_log="-")).test_client()
    client.head("/health")
    line = json.loads(capfd.readouterr().err)
    assert (line["method"], line["status"], line["bytes"]) == ("HEAD", 200, 0)


def test_the_log_can_be_moved_away_and_can_keep_addresses(tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    settings = Settings(store=None, access_log=str(log), log_clients=True)
    client = create_app(Embedded.in_memory(), settings).test_client()
    client.get("/health")
    log.rename(tmp_path / "access.log.1")
    client.get("/health")
    assert json.loads(log.read_text())["client"] == "127.0.0.1"


def test_a_log_that_can_not_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="access log"):
        create_app(Embedded.in_memory(), Settings(store=None, access_log=str(tmp_path)))


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_what_is_running_is_finished_before_the_server_stops(sign: signal.Signals) -> None:
    with serving("--store", "memory", "--query-seconds", "2") as served:
        with asking(served, SLOW) as answer:
            os.kill(served.process.pid, sign)
            assert eventually(lambda: refuses(served))
            assert not answer.done()
            assert answer.result(5).body.startswith(b"The query was stopped after 2 seconds.")
        assert served.process.wait(10) == 0


def test_what_takes_longer_than_that_may_is_broken_off() -> None:
    with serving("--store", "memory", "--stop-seconds", "0.5", "--query-seconds", "60") as served:
        processes = family(served)
        with asking(served, SLOW) as answer:
            processes |= family(served)
            stopped = time.monotonic()
            served.process.terminate()
            assert served.process.wait(5) == 0
            assert 0.5 <= time.monotonic() - stopped < 4
            assert isinstance(answer.exception(5), RemoteDisconnected | ConnectionError)
        assert eventually(lambda: not alive(processes))


def test_a_write_that_takes_longer_than_that_is_broken_off_too(new_store: Path) -> None:
    arguments = ("--store", str(new_store), "--stop-seconds", "0.5", "--allow-anonymous-writes")
    update = f"INSERT {{ <a:a> <a:b> ?n }} WHERE {{ {SLOW_IN_GRAPHS} }}"
    with serving(*arguments) as served, ThreadPoolExecutor(1) as other:
        answer = other.submit(
            served.send,
            "POST",
            "/update",
            update.encode(),
            Content_Type="application/sparql-update",
        )
        time.sleep(0.5)
        assert not answer.done()
        processes = family(served)
        served.process.terminate()
        assert served.process.wait(5) == 0
        assert isinstance(answer.exception(5), RemoteDisconnected | ConnectionError)
        assert eventually(lambda: not alive(processes))
    with serving("--store", str(new_store)) as served:
        assert served.send("GET", "/health").status == 200


def test_idle_and_half_open_connections_do_not_hold_the_server_up() -> None:
    with serving(*EMPTY) as served:
        address = urlsplit(served.url).netloc
        with closing(HTTPConnection(address)) as idle, closing(HTTPConnection(address)) as half:
            idle.request("GET", "/health")
            idle.getresponse().read()
            half.connect()
            half.sock.sendall(b"POST /sparql HTTP/1.1\r\nContent-Le")
            stopped = time.monotonic()
            served.process.terminate()
            assert served.process.wait(5) == 0
            assert time.monotonic() - stopped < 3


def test_when_the_server_is_killed_all_its_processes_end_even_a_busy_one(tmp_path: Path) -> None:
    with serving("--store", str(tmp_path / "store"), "--query-seconds", "60") as served:
        with asking(served, SLOW) as answer:
            processes = family(served)
            assert len(processes) >= 5
            passing = passing_of(processes)
            assert all(directory.is_dir() for directory in passing)
            served.process.kill()
            assert isinstance(answer.exception(5), RemoteDisconnected | ConnectionError)
        assert eventually(lambda: not alive(processes))
        assert len(passing) == 1
        assert not any(directory.exists() for directory in passing)


def passing_of(processes: set[psutil.Process]) -> set[Path]:
    """The directories for the time of a server, as its processes are told of them."""
    words = (word for process in processes for word in process.cmdline())
    return {Path(word) for word in words if Path(word).name.startswith("reportedly-")}


def family(served: Served) -> set[psutil.Process]:
    """The process of a server and all below it."""
    process = psutil.Process(served.process.pid)
    return {process, *process.children(recursive=True)}


def alive(processes: set[psutil.Process]) -> set[psutil.Process]:
    return {
        process
        for process in processes
        if process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    }


def refuses(served: Served) -> bool:
    """Whether the server takes no more connections."""
    try:
        with closing(HTTPConnection(urlsplit(served.url).netloc)) as connection:
            connection.connect()
    except ConnectionError:
        return True
    return False
