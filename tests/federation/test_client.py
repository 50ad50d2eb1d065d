"""What a client sends, and what it makes of good answers."""

import asyncio
from contextlib import suppress
from random import Random
from typing import Any

import pytest
import uvloop

from reportedly.errors import PeerFailed
from reportedly.federation.calling import client, exchange
from reportedly.federation.calling.client import Client, Found
from reportedly.federation.calling.exchange import CallLimits
from reportedly.federation.solutions import Solutions

from .asking import PATIENTLY, QUERY, ask, peer, with_client
from .peer_server import (
    JSON,
    ONE,
    TSV,
    XML,
    Asked,
    answers,
    closes,
    in_turn,
    never,
    raw,
    running,
)

EXPECTED = Solutions(("a",), (('"one"',),))


@pytest.mark.parametrize("run", [asyncio.run, uvloop.run])
def test_a_peer_is_asked_on_every_loop(run: Any) -> None:
    async def work() -> Found:
        client = Client(PATIENTLY)
        found = await client.ask(peer(server.url), QUERY)
        await client.close()
        return found

    with running(answers()) as server:
        found = run(work())
    assert (found.solutions, found.kept, found.age) == (EXPECTED, False, 0)
    assert found.seconds > 0


def sent(query: str = QUERY, suffix: str = "") -> Asked:
    with running(answers()) as server:
        ask(server.url + suffix, query=query)
    (asked,) = server.asked
    return asked


def test_queries_are_sent_as_forms() -> None:
    asked = sent('SELECT * { ?a ?b "ä+&=%" }')
    assert (asked.method, asked.target) == ("POST", "/sparql")
    assert asked.headers["content-type"] == "application/x-www-form-urlencoded"
    assert asked.query == 'SELECT * { ?a ?b "ä+&=%" }'


def test_the_query_string_of_a_url_is_kept() -> None:
    assert sent(suffix="?graph=http://a.org/").target == "/sparql?graph=http://a.org/"


def test_formats_are_asked_for_in_order_and_unpacked() -> None:
    headers = sent().headers
    kinds = [each.partition(";")[0].strip() for each in headers["accept"].split(",")]
    assert kinds == [JSON, XML, TSV]
    assert headers["accept-encoding"] == "identity"


def test_the_user_agent_says_whom_to_ask() -> None:
    agent = sent().headers["user-agent"]
    assert agent.startswith("reportedly/")
    assert "https://w3id.org/reportedly" in agent


def test_nothing_else_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert set(sent().headers) == {
        *("host", "accept", "accept-encoding", "user-agent", "content-type", "content-length")
    }


def test_no_cookie_comes_back() -> None:
    async def twice(client: Client) -> None:
        await client.ask(peer(server.url), QUERY)
        await client.ask(peer(server.url), QUERY)

    with running(answers(Set_Cookie="a=b")) as server:
        with_client(twice)
    assert len(server.asked) == 2
    assert not any("cookie" in asked.headers for asked in server.asked)


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        *((each, ONE) for each in (JSON, f"{JSON.upper()} ; charset=utf-8", "application/json")),
        *((each, b'?a\n"one"\n') for each in (TSV, f"{TSV}; charset=utf-8")),
        *(
            (
                each,
                b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="a"/>'
                b"</head><results><result><binding name='a'><literal>one</literal></binding>"
                b"</result></results></sparql>",
            )
            for each in (XML, "application/xml", "text/xml")
        ),
    ],
)
def test_results_are_read_in_every_format(media_type: str, body: bytes) -> None:
    with running(answers(body, media_type)) as server:
        assert ask(server.url).solutions == EXPECTED


def test_a_body_may_end_with_the_connection_where_its_end_shows() -> None:
    head = f"HTTP/1.0 200 OK\r\nContent-Type: {JSON}\r\n\r\n".encode()
    with running(raw(head + ONE)) as server:
        assert ask(server.url).solutions == EXPECTED


def test_a_connection_is_used_again() -> None:
    async def thrice(client: Client) -> None:
        for _ in range(3):
            await client.ask(peer(server.url), QUERY)

    with running(answers()) as server:
        with_client(thrice)
    assert (len(server.asked), server.connections) == (3, 1)


def test_a_connection_that_was_closed_meanwhile_is_replaced() -> None:
    async def twice(client: Client) -> Found:
        await client.ask(peer(server.url), QUERY)
        return await client.ask(peer(server.url), QUERY)

    with running(in_turn(answers(), closes, answers())) as server:
        assert with_client(twice).solutions == EXPECTED
    assert server.connections == 2


def test_a_new_connection_that_fails_is_not_tried_again() -> None:
    with running(closes) as server, pytest.raises(PeerFailed):
        ask(server.url)
    assert len(server.asked) == 1


def test_connections_to_a_peer_are_limited() -> None:
    async def many(client: Client) -> None:
        await asyncio.gather(*(client.ask(peer(server.url), f"{QUERY} #{n}") for n in range(20)))

    with running(answers()) as server:
        with_client(many, Client(CallLimits(connections=2)))
    assert len(server.asked) == 20
    assert server.most_open <= 2


def test_who_gives_up_closes_the_connection() -> None:
    async def give_up(client: Client) -> None:
        asking = asyncio.create_task(client.ask(peer(server.url), QUERY))
        while not server.asked:
            await asyncio.sleep(0.005)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        assert await asyncio.to_thread(server.gone.wait, 5)

    with running(never) as server:
        with_client(give_up)


@pytest.mark.parametrize("run", [asyncio.run, uvloop.run])
@pytest.mark.parametrize("fresh", [0, 1e-9])
def test_calls_given_up_at_any_moment_leave_connections_to_others(run: Any, fresh: float) -> None:
    chance = Random(1)

    async def restless(client: Client, number: int) -> None:
        asking = asyncio.create_task(client.ask(peer(server.url, fresh), f"{QUERY} #{number % 5}"))
        await asyncio.sleep(chance.uniform(0, 0.01))
        asking.cancel()
        with suppress(asyncio.CancelledError):
            await asking

    async def work() -> Found:
        client = Client(CallLimits(connections=2))
        for _ in range(10):
            await asyncio.gather(*(restless(client, number) for number in range(12)))
        found = await client.ask(peer(server.url, fresh), QUERY)
        await client.close()
        return found

    with running(answers()) as server:
        assert run(work()).solutions == EXPECTED


def test_all_connections_that_were_closed_meanwhile_are_replaced() -> None:
    async def crowd(client: Client) -> list[Found]:
        server.behaviour = answers()
        await asyncio.gather(*(client.ask(peer(server.url), f"{QUERY} #{n}") for n in range(4)))
        server.behaviour = in_turn(closes, answers())
        return [await client.ask(peer(server.url), QUERY) for _ in range(4)]

    with running(answers()) as server:
        assert {found.solutions for found in with_client(crowd)} == {EXPECTED}


def test_who_asks_while_all_is_closed_is_told_so() -> None:
    async def close(client: Client) -> BaseException:
        asking = asyncio.create_task(client.ask(peer(server.url), QUERY))
        while not server.asked:
            await asyncio.sleep(0.005)
        await client.close()
        (found,) = await asyncio.gather(asking, return_exceptions=True)
        assert isinstance(found, BaseException)
        return found

    with running(never) as server:
        assert isinstance(with_client(close), PeerFailed)


def test_closing_lets_connections_go() -> None:
    with running(answers()) as server:
        ask(server.url)
        assert server.gone.wait(5)


@pytest.mark.parametrize("run", [asyncio.run, uvloop.run])
def test_connections_go_with_the_loop(run: Any) -> None:
    asking = Client(PATIENTLY)
    with running(answers()) as server:
        run(asking.ask(peer(server.url), QUERY))
        assert server.gone.wait(5)


def test_connections_that_nobody_uses_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "IDLE", 0.01)
    monkeypatch.setattr(client, "IDLE", 0.02)

    async def idle(using: Client) -> None:
        await using.ask(peer(server.url), QUERY)
        assert await asyncio.to_thread(server.gone.wait, 5)
        assert (await using.ask(peer(server.url), QUERY)).solutions == EXPECTED

    with running(answers()) as server:
        with_client(idle)
