"""What is kept of answers, for how long, and who shares a call."""

import asyncio
from collections.abc import Callable
from time import monotonic

import pytest

from reportedly.errors import PeerFailed
from reportedly.federation.calling import cache
from reportedly.federation.calling.cache import Cache, Kept, Shared
from reportedly.federation.calling.client import Client, Found
from reportedly.federation.solutions import Solutions

from .asking import QUERY, peer, with_client
from .peer_server import JSON, Asked, Behaviour, answers, in_turn, raw, results, running

LONG = 3600.0
NOTHING = Solutions((), ())


def number(value: int) -> bytes:
    return results({"a": {"type": "literal", "value": str(value)}})


def two_answers(
    fresh: float = LONG, query: str = QUERY, **headers: str
) -> tuple[Found, Found, list[Asked]]:
    """What two questions find, if the peer would answer differently, and what it was asked."""

    async def twice(client: Client) -> tuple[Found, Found]:
        there = peer(server.url, fresh)
        return await client.ask(there, query), await client.ask(there, query)

    with running(
        in_turn(answers(number(1), JSON, 200, **headers), answers(number(2), JSON, 200, **headers))
    ) as server:
        first, second = with_client(twice)
    return first, second, server.asked


def test_nothing_is_kept_unless_that_is_set() -> None:
    first, second, asked = two_answers(fresh=0)
    assert (first.kept, second.kept, len(asked)) == (False, False, 2)
    assert first.solutions != second.solutions


def test_an_answer_is_kept_and_tells_its_age() -> None:
    first, second, asked = two_answers()
    assert (first.kept, second.kept, len(asked)) == (False, True, 1)
    assert first.solutions == second.solutions
    assert 0 < second.age < LONG


@pytest.mark.parametrize("directive", ["no-store", "public, NO-STORE", "no-cache", 'no-cache="a"'])
def test_a_peer_may_forbid_that_its_answer_is_used_again(directive: str) -> None:
    _, second, asked = two_answers(Cache_Control=directive)
    assert (second.kept, len(asked)) == (False, 2)


def test_it_may_do_so_in_several_headers() -> None:
    body = number(1)
    above = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n"
    caching = b"Cache-Control: no-store\r\nCache-Control: max-age=60\r\n\r\n"
    sent = above % (JSON.encode(), len(body)) + caching + body

    async def twice(client: Client) -> Found:
        there = peer(server.url, LONG)
        await client.ask(there, QUERY)
        return await client.ask(there, QUERY)

    with running(raw(sent)) as server:
        assert not with_client(twice).kept


def test_other_directives_do_not_forbid_it() -> None:
    assert two_answers(Cache_Control="private, max-age=1, x=no-store")[1].kept


def test_short_questions_that_may_be_kept_are_asked_with_get() -> None:
    (asked,) = two_answers()[2]
    assert (asked.method, asked.query) == ("GET", QUERY)


def test_long_questions_are_asked_with_post() -> None:
    query = f"{QUERY} #{'ä' * 400}"
    _, second, (asked,) = two_answers(query=query)
    assert (asked.method, asked.query) == ("POST", query)
    assert second.kept


def changing(tag: str) -> Behaviour:
    """A peer that knows its answers by a tag."""

    def behave(asked: Asked, out: object) -> None:
        is_known = asked.headers.get("if-none-match") == tag
        answer = answers(b"", None, 304) if is_known else answers(number(1), ETag=tag)
        answer(asked, out)  # type: ignore[arg-type]

    return behave


def test_an_old_answer_is_used_again_if_the_peer_confirms_it() -> None:
    async def twice(client: Client) -> tuple[Found, Found]:
        there = peer(server.url, 1e-9)
        return await client.ask(there, QUERY), await client.ask(there, QUERY)

    with running(changing('"one"')) as server:
        first, second = with_client(twice)
    assert [asked.headers.get("if-none-match") for asked in server.asked] == [None, '"one"']
    assert (second.kept, second.solutions) == (True, first.solutions)


def test_an_old_answer_is_replaced_if_the_peer_has_another() -> None:
    _, second, asked = two_answers(fresh=1e-9, ETag='W/"one"')
    assert [each.headers.get("if-none-match") for each in asked] == [None, 'W/"one"']
    assert (second.kept, second.solutions.rows) == (False, (('"2"',),))


@pytest.mark.parametrize(
    "tag", ['"' + "x" * 2_000 + '"', '"ä"', '"a\\tb"'.replace("\\t", "\t"), ""]
)
def test_a_tag_that_could_do_harm_is_not_sent_back(tag: str) -> None:
    asked = two_answers(fresh=1e-9, ETag=tag)[2]
    assert not any("if-none-match" in each.headers for each in asked)


def test_failures_are_not_kept() -> None:
    async def twice(client: Client) -> Found:
        with pytest.raises(PeerFailed):
            await client.ask(peer(server.url, LONG), QUERY)
        return await client.ask(peer(server.url, LONG), QUERY)

    with running(in_turn(answers(status=500), answers())) as server:
        assert not with_client(twice).kept


def test_the_same_question_of_several_is_asked_once() -> None:
    async def crowd(client: Client) -> list[Found]:
        calls = (client.ask(peer(server.url, LONG), QUERY) for _ in range(20))
        return await asyncio.gather(*calls)

    with running(answers()) as server:
        found = with_client(crowd)
    assert len(server.asked) == 1
    assert len({each.solutions for each in found}) == 1


def kept(size: int) -> Kept:
    return Kept(NOTHING, "", size, monotonic())


def test_what_was_asked_takes_room_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.federation.calling.client.Cache", lambda: Cache(100_000))

    async def three(client: Client) -> list[bool]:
        there = peer(server.url, LONG)
        long = [f"{QUERY} #{number}{'a' * 40_000}" for number in range(3)]
        for query in long:
            await client.ask(there, query)
        return [(await client.ask(there, query)).kept for query in (*long[1:], long[0])]

    with running(answers()) as server:
        assert with_client(three) == [True, True, False]


def test_those_used_last_are_kept() -> None:
    answered = Cache(size=100)
    for key in "abc":
        answered.keep(key, kept(30))
    answered.find("a")
    answered.keep("d", kept(30))
    assert [key for key in "abcd" if answered.find(key)] == ["a", "c", "d"]


def test_an_answer_that_is_replaced_or_dropped_takes_no_room() -> None:
    answered = Cache(size=100)
    for _ in range(10):
        answered.keep("a", kept(60))
    answered.keep("b", kept(40))
    answered.drop("b")
    answered.drop("b")
    answered.keep("c", kept(40))
    assert answered.find("a")
    assert answered.find("c")


def test_an_answer_that_is_too_large_displaces_no_other() -> None:
    answered = Cache(size=100)
    answered.keep("a", kept(60))
    answered.keep("b", kept(101))
    assert answered.find("a")
    assert not answered.find("b")


def test_what_is_confirmed_is_new_again(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Kept(NOTHING, "", 1, since=100.0)
    monkeypatch.setattr(cache, "monotonic", lambda: 110.0)
    assert answer.age == 10
    assert answer.is_good(10.5)
    assert not answer.is_good(10)
    assert answer.confirmed().age == 0


class Work:
    """Work that waits for a sign, and notes how often it was begun and given up."""

    def __init__(self) -> None:
        self.begun = self.given_up = 0
        self.sign = asyncio.Event()
        self.error: Exception | None = None

    async def __call__(self) -> int:
        self.begun += 1
        try:
            await self.sign.wait()
        except asyncio.CancelledError:
            self.given_up += 1
            raise
        if self.error:
            raise self.error
        return self.begun


def share(
    after: Callable[[Work, list[asyncio.Task[int]]], None], callers: int = 3
) -> tuple[Work, list[int | BaseException]]:
    """Let several share work, do something meanwhile, and return what each of them gets."""

    async def run() -> tuple[Work, list[int | BaseException]]:
        work, shared = Work(), Shared[int]()
        tasks = [asyncio.create_task(shared.do("key", work)) for _ in range(callers)]
        for _ in range(3):
            await asyncio.sleep(0)
        after(work, tasks)
        return work, await asyncio.gather(*tasks, return_exceptions=True)

    return asyncio.run(run())


def test_work_is_shared() -> None:
    work, found = share(lambda work, _: work.sign.set())
    assert (work.begun, found) == (1, [1, 1, 1])


def test_who_gives_up_does_not_end_the_work_of_others() -> None:
    def leave(work: Work, tasks: list[asyncio.Task[int]]) -> None:
        tasks[0].cancel()
        tasks[0].get_loop().call_later(0.01, work.sign.set)

    work, (first, *others) = share(leave)
    assert isinstance(first, asyncio.CancelledError)
    assert (work.begun, work.given_up, others) == (1, 0, [1, 1])


def test_work_that_nobody_waits_for_is_given_up() -> None:
    def leave(_: Work, tasks: list[asyncio.Task[int]]) -> None:
        for task in tasks:
            task.cancel()

    work, found = share(leave)
    assert (work.begun, work.given_up) == (1, 1)
    assert all(isinstance(each, asyncio.CancelledError) for each in found)


def test_who_comes_after_the_others_have_left_begins_anew() -> None:
    async def run() -> tuple[Work, int]:
        work, shared = Work(), Shared[int]()
        first = asyncio.create_task(shared.do("key", work))
        await asyncio.sleep(0.001)
        first.cancel()
        await asyncio.sleep(0)
        second = asyncio.create_task(shared.do("key", work))
        await asyncio.sleep(0.001)
        work.sign.set()
        return work, await second

    work, found = asyncio.run(run())
    assert (work.begun, work.given_up, found) == (2, 1, 2)


def test_a_failure_is_shared_and_then_forgotten() -> None:
    async def run() -> tuple[list[int | BaseException], int]:
        work, shared = Work(), Shared[int]()
        work.error = PeerFailed("no")
        work.sign.set()
        calls = (shared.do("key", work) for _ in range(3))
        failed = await asyncio.gather(*calls, return_exceptions=True)
        work.error = None
        return failed, await shared.do("key", work)

    failed, found = asyncio.run(run())
    assert [type(each) for each in failed] == [PeerFailed] * 3
    assert found == 2
