"""What a client says of peers that fail, and that none of them gets more than it may."""

import asyncio

import pytest

from reportedly.errors import PeerAnswerTooLarge, PeerFailed, PeerTakesTime
from reportedly.federation.calling.client import Client
from reportedly.federation.calling.exchange import CallLimits

from . import peer_server as does
from .asking import PATIENTLY, QUERY, SHORTLY, ask, failure, peer, with_client
from .peer_server import JSON, ONE, TSV, Behaviour, answers, results, running


@pytest.mark.parametrize(
    "behaviour",
    [
        does.never,
        does.drips(),
        does.drips(above=True),
        does.informs,
    ],
)
def test_a_slow_peer_is_given_up(behaviour: Behaviour) -> None:
    error = failure(behaviour, SHORTLY)
    assert isinstance(error, PeerTakesTime)
    assert error.detail == "sample did not answer within 0.4 seconds."


@pytest.mark.parametrize(
    "behaviour",
    [
        does.huge(told=True),
        does.huge(told=False),
        does.huge(told=False, media_type="application/sparql-results+xml"),
        does.chunks,
        answers(b" " * (PATIENTLY.size + 1)),
    ],
)
def test_a_huge_answer_is_not_taken(behaviour: Behaviour) -> None:
    error = failure(behaviour)
    assert isinstance(error, PeerAnswerTooLarge)
    assert error.detail == "The answer of sample is longer than 100,000 bytes."


def test_a_peer_that_sends_too_much_is_cut_off() -> None:
    with running(does.chunks) as server:
        with pytest.raises(PeerAnswerTooLarge):
            ask(server.url, Client(PATIENTLY))
        assert server.gone.wait(5)


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (does.closes, "broke off"),
        (does.header_bomb, "rules of HTTP"),
        (does.raw(b"poison\r\n\r\n"), "rules of HTTP"),
        (does.raw(b"HTTP/1.1 200 OK\r\nContent-Length: poison\r\n\r\n"), "rules of HTTP"),
        (does.raw(b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5_000 + b"\r\n\r\n"), "HTTP"),
        (does.raw(does.head(200, {"Transfer-Encoding": "gzip, chunked"})), "rules of HTTP"),
        (does.raw(does.head(101, {"Upgrade": "poison", "Connection": "upgrade"})), "HTTP"),
        (does.raw(does.head(200, {"Content-Type": JSON, "Content-Length": "99"}) + ONE), "HTTP"),
        (does.raw(does.head(200, {"Content-Type": JSON}) + ONE[:-3]), "no results"),
        (does.raw(does.head(200, {"Content-Type": TSV}) + b"?a\n"), "cut off unnoticed"),
        (
            does.raw(
                does.head(200, {"Content-Type": JSON, "Transfer-Encoding": "chunked"})
                + b"%x\r\n%b\r\n" % (len(ONE), ONE)
            ),
            "rules of HTTP",
        ),
        (answers(b"<html>poison", "text/html; charset=poison"), "a web page"),
        (answers(b"<html>poison", JSON), "no results"),
        (answers(ONE, None), "without a media type"),
        (answers(ONE, "text/poison"), "a format that is not read here"),
        (answers(ONE, "text/csv"), "a format that is not read here"),
        (answers(b"", JSON), "no results"),
        (answers(b'{"error": "poison"}', JSON), "no results"),
        (answers(b'{"boolean": true}', JSON), "no results"),
        (answers(results({"a": {"type": "uri", "value": "poison > }"}})), "no results"),
        (answers(results(variables=("poison }",))), "no results"),
        (does.packed(), "packed"),
        (answers(X_SQL_State="S1TAT", X_SQL_Message="poison"), "only a part"),
        (answers(X_SPARQL_MaxRows="1"), "only a part"),
        (answers(status=204, body=b""), "no answer (204)"),
        (answers(status=304, body=b""), "(304)"),
        (answers(status=206), "no answer (206)"),
    ],
)
def test_other_things_than_results_are_not_taken(behaviour: Behaviour, reason: str) -> None:
    error = failure(behaviour)
    assert isinstance(error, PeerFailed)
    assert reason in error.detail


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        *((400, "did not understand the query (400)"), (401, "wants to know who asks (401)")),
        *(
            (403, "lets nobody in from here (403)"),
            (404, "has no endpoint"),
            (418, "no answer (418)"),
        ),
        *((429, "is asked too often (429)"), (500, "could not answer"), (503, "is busy (503)")),
        *((504, "took too long"), (599, "no answer (599)")),
    ],
)
def test_a_refusal_is_told_in_our_own_words(status: int, reason: str) -> None:
    behaviour = answers(
        b"poison", "text/plain", status, WWW_Authenticate="Basic realm=poison", Location="poison"
    )
    assert reason in failure(behaviour).detail


@pytest.mark.parametrize(
    ("wait", "told"),
    [
        ("120", "sample is busy (503), and asks for a wait of 120 seconds."),
        *((other, "sample is busy (503).") for other in ("poison", "-1", "9" * 99, "٣", "")),
        ("Fri, 31 Dec 1999 23:59:59 GMT", "sample is busy (503)."),
    ],
)
def test_how_long_a_busy_peer_asks_to_wait_is_told(wait: str, told: str) -> None:
    value = wait.encode().decode("latin-1")
    assert failure(answers(b"poison", "text/plain", 503, Retry_After=value)).detail == told


def test_challenges_are_not_answered() -> None:
    challenging = answers(b"", "text/plain", 401, WWW_Authenticate="Basic")
    with running(challenging) as server, pytest.raises(PeerFailed) as raised:
        ask(server.url)
    assert "Credentials are never sent" in raised.value.hint
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [300, 301, 302, 303, 307, 308])
def test_redirects_are_not_followed(status: int) -> None:
    with running(answers()) as canary:
        redirects = does.redirects(canary.url, status)
        with running(redirects) as server, pytest.raises(PeerFailed) as raised:
            ask(server.url)
    assert canary.connections == 0
    assert raised.value.detail == "sample sends us on to 127.0.0.1, and nobody is followed."
    assert "--federate" in raised.value.hint


@pytest.mark.parametrize("to", ["/poison", "http://new.example/?poison", "http://po ison/", ""])
def test_of_a_redirect_nothing_but_the_host_is_told(to: str) -> None:
    failure(does.redirects(to))


def test_a_peer_that_is_not_there_is_named() -> None:
    with running(answers()) as server:
        url = server.url
    with pytest.raises(PeerFailed, match="sample can’t be reached"):
        ask(url)


def test_who_waits_for_a_connection_is_told_so() -> None:
    async def crowd(client: Client) -> list[object]:
        calls = (client.ask(peer(server.url), f"{QUERY} #{number}") for number in range(3))
        return list(await asyncio.gather(*calls, return_exceptions=True))

    with running(does.never) as server:
        errors = with_client(crowd, Client(CallLimits(seconds=0.4, connections=1)))
    assert [type(error) for error in errors] == [PeerTakesTime] * 3
    assert sum("other queries from here came first" in str(error) for error in errors) == 2


def test_a_peer_that_fails_does_not_hurt_another() -> None:
    async def both(client: Client) -> None:
        slow = [asyncio.create_task(client.ask(peer(bad.url), f"{QUERY} #{n}")) for n in range(50)]
        for _ in range(20):
            await client.ask(peer(good.url), QUERY)
        assert not any(task.done() for task in slow)
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)

    with running(does.drips(above=True)) as bad, running(answers()) as good:
        with_client(both)
