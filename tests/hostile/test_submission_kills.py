"""The server is killed while reports come in: what it accepted stays, whole, with its history."""

import json
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path

import psutil
import pytest

from .site import Site, alive, running

pytestmark = pytest.mark.slow

CLIENTS = 4
EACH = 125
"""Reports of each client."""
MOST = 80
"""Answers after which the server is killed at the latest."""
SMALLEST = Path(__file__).parents[1].joinpath("cases", "valid", "smallest.ttl").read_text("utf-8")
BASE = "https://w3id.org/reportedly/report/"
SIZES = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
WHOLE = {"": 28, "/versions": 15}
"""Triples in the graph of a report, and in that of its versions when there is one."""


@dataclass
class Client:
    """Somebody with reports to submit, one after the other; what was accepted, with its digest."""

    name: int
    accepted: dict[str, str] = field(default_factory=dict)
    sent: set[str] = field(default_factory=set)
    answers: list[int] = field(default_factory=list)

    @property
    def done(self) -> bool:
        return len(self.accepted) == EACH

    def work(self, site: Site) -> None:
        """Submit until all is accepted, or the server is gone."""
        with suppress(OSError, HTTPException):
            while not self.done:
                self._submit(site, f"kill-{self.name}-{len(self.accepted)}")

    def _submit(self, site: Site, slug: str) -> None:
        body = SMALLEST.replace("report/smallest", f"report/{slug}").encode()
        self.sent.add(slug)
        headers = {"Content-Type": "text/turtle", "Accept": "application/json"}
        reply = site.send("POST", "/reports", body, headers)
        self.answers.append(reply.status)
        if reply.status in (200, 201):
            digest = sha256(body).hexdigest()
            assert json.loads(reply.body)["digest"] == digest
            self.accepted[slug] = digest


@contextmanager
def submitting(site: Site, clients: list[Client]) -> Iterator[None]:
    threads = [threading.Thread(target=each.work, args=(site,)) for each in clients]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for thread in threads:
            thread.join(60)


def wait(clients: list[Client], answers: int) -> None:
    """Wait until so many more submissions were answered, or all is done."""
    limit = answered(clients) + answers
    while answered(clients) < limit and not all(client.done for client in clients):
        time.sleep(0.005)


def answered(clients: list[Client]) -> int:
    return sum(len(client.answers) for client in clients)


def check(site: Site, store: Path, clients: list[Client]) -> None:
    """See that all that was accepted is there, and that nothing is there in part."""
    rows = (line.rpartition(",") for line in site.ask(SIZES).body.decode().split()[1:])
    sizes = {graph.removeprefix(BASE): int(size) for graph, _, size in rows if BASE in graph}
    there = {name for name in sizes if "/" not in name}
    assert sizes == {name + end: size for name in there for end, size in WHOLE.items()}
    for client in clients:
        assert client.accepted.keys() <= there
        for digest in client.accepted.values():
            content = (store / "submissions" / digest).read_bytes()
            assert sha256(content).hexdigest() == digest
    assert there <= set().union(*(client.sent for client in clients))


def test_no_accepted_report_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    chance, store, kills = random.Random(7), tmp_path / "store", 0
    clients = [Client(number) for number in range(CLIENTS)]
    left: set[psutil.Process] = set()
    while not all(client.done for client in clients):
        with running("--store", str(store), "--empty", "--allow-anonymous-writes") as site:
            check(site, store, clients)
            with submitting(site, clients):
                wait(clients, chance.randrange(MOST))
                time.sleep(chance.uniform(0, 0.3))
                site.look()
                os.kill(site.process.pid, signal.SIGKILL)
                kills += 1
        left |= site.seen
        assert site.left_over() == []
    with running("--store", str(store), "--empty") as site:
        check(site, store, clients)
        last = next(iter(clients[-1].accepted))
        assert site.send("GET", f"/report/{last}/versions/1").body.startswith(b"# The smallest")
    assert kills > 5
    assert {status for client in clients for status in client.answers} <= {200, 201}
    assert not any(map(alive, left))
