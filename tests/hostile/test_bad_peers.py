"""Peers that are slow, large, broken or lie harm nobody but those who ask for them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from .crowd import asking, quiet, unharmed
from .peer import Peer, answering
from .scripts import SCRIPTS, SECRET, STRANGE
from .site import Site, running

pytestmark = pytest.mark.slow

SECONDS = 3
"""The time of a call."""
LARGEST = 16 << 20
"""The default of what an answer may be."""
MEMORY = 1 << 30
"""Bytes that a few calls may take in all processes, what these share counted in each."""
ALL = SCRIPTS | STRANGE


@pytest.fixture(scope="module")
def peer() -> Iterator[Peer]:
    for script in ALL.values():
        next(script())  # what takes time to make is made now
    with answering(ALL) as peer:
        yield peer


@pytest.fixture(scope="module")
def site(peer: Peer) -> Iterator[Site]:
    named = [f"--federate={name}={peer.iri(name)}" for name in ALL]
    limits = ("--peer-seconds", str(SECONDS), "--query-memory", str(256 << 20))
    with running("--store", "memory", *limits, *named) as site:
        quiet(site, 2)
        yield site
    assert site.left_over() == []


def call(peer: Peer, name: str, silent: str = "") -> str:
    group = f"VALUES ?x {{ 1 }} SERVICE {silent} <{peer.iri(name)}> {{ ?s ?p ?o }}"
    return f"SELECT * {{ {group} }}"


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_peer_that_gives_no_answer(site: Site, peer: Peer, usual: float, name: str) -> None:
    peer.forget()
    quiet_memory = site.look()
    site.peak = 0
    with asking(site) as crowd, ThreadPoolExecutor(4) as callers:
        plain = callers.map(site.ask, [call(peer, name)] * 2)
        silent = callers.map(site.ask, [call(peer, name, "SILENT")] * 2)
        refused, passed = list(plain), list(silent)
    for reply in refused:
        assert reply.status in {502, 504}, reply
        assert name.encode() in reply.body
    for reply in passed:
        assert reply.status == 200, reply
        assert sorted(reply.body.split()[0].split(b",")) == [b"o", b"p", b"s", b"x"]
        assert sorted(reply.body.split()[1].split(b",")) == [b"", b"", b"", b"1"]
    for reply in refused + passed:
        assert reply.seconds < SECONDS + 1.5
        assert SECRET.encode() not in reply.body
        assert SECRET not in str(reply.headers)
    assert peer.asked(name) <= 8  # none twice, but on a connection that was there before
    assert peer.sent[name] < 8 * LARGEST
    assert site.peak < quiet_memory + MEMORY
    assert unharmed(crowd, usual)


def test_an_answer_of_many_rows_slows_nobody_else(site: Site, peer: Peer, usual: float) -> None:
    query = (
        f"SELECT (COUNT(*) AS ?n) {{ SERVICE <{peer.iri('a-hundred-thousand')}> {{ ?s ?p ?o }} }}"
    )
    with asking(site) as crowd, ThreadPoolExecutor(2) as callers:
        replies = list(callers.map(site.ask, [query] * 2))
    assert {reply.status for reply in replies} <= {200, 502, 504}, replies
    assert max(reply.seconds for reply in replies) < 12
    assert unharmed(crowd, usual)


def test_what_was_not_asked_for_is_left_out(site: Site, peer: Peer) -> None:
    """Variables of that peer’s own choice neither join with ours nor stand in the way of them."""
    group = f"SERVICE <{peer.iri('more')}> {{ ?s ?p ?o }} BIND(1 AS ?x) OPTIONAL {{ ?y a ?z }}"
    reply = site.ask(f"SELECT ?s ?x ?y {{ {group} }} LIMIT 1")
    assert reply.status == 200, reply
    assert reply.body.split()[1].startswith(b"x:more,1,http")


def test_variables_that_are_named_twice_are_no_answer(site: Site, peer: Peer) -> None:
    reply = site.ask(call(peer, "twice"))
    assert reply.status == 502, reply
