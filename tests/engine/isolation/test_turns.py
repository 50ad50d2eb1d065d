"""Turns are bounded, shared fairly, never lost and never kept."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from functools import wraps
from typing import ParamSpec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.engine.isolation.turns import Turns
from reportedly.errors import Overloaded

LONG = 20
"""Seconds that no test waits for unless it fails."""

P = ParamSpec("P")


def on_a_loop(test: Callable[P, Awaitable[None]]) -> Callable[P, None]:
    """Run a test on an event loop of its own."""

    @wraps(test)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        async def limited() -> None:
            async with asyncio.timeout(LONG):
                await test(*args, **kwargs)

        asyncio.run(limited())

    return run


@asynccontextmanager
async def taken(turns: Turns, *clients: str) -> AsyncIterator[None]:
    """Hold a turn for each of the clients."""
    async with AsyncExitStack() as held:
        for client in clients:
            await held.enter_async_context(turns.turn(client, LONG))
        yield


class Line:
    """Clients that wait one after another, and note when they have their turn."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.order: list[str] = []

    async def join(self, client: str, seconds: float = LONG) -> "asyncio.Task[None]":
        """Have a client wait, behind those that wait already."""
        task = asyncio.create_task(self._wait(client, seconds))
        await asyncio.sleep(0)
        return task

    async def _wait(self, client: str, seconds: float) -> None:
        async with self.turns.turn(client, seconds):
            self.order.append(client)


@on_a_loop
async def test_clients_alternate_however_many_turns_one_wants() -> None:
    turns = Turns(capacity=1, share=1, waiting=10)
    line = Line(turns)
    async with taken(turns, "first"):
        tasks = [await line.join(client) for client in "aaaabb"]
    await asyncio.gather(*tasks)
    assert "".join(line.order) == "ababaa"
    assert (turns.held(), turns.waiting()) == (0, 0)


@on_a_loop
async def test_a_share_leaves_turns_to_others() -> None:
    turns = Turns(capacity=3, share=2, waiting=10)
    line = Line(turns)
    async with taken(turns, "a", "a"):
        waiting = await line.join("a")
        async with turns.turn("b", 0):
            assert not waiting.done()
    await waiting
    assert line.order == ["a"]


@on_a_loop
async def test_whoever_waits_too_long_leaves() -> None:
    turns = Turns(capacity=1, share=1, waiting=1)
    async with taken(turns, "a"):
        with pytest.raises(Overloaded, match="in time"):
            async with turns.turn("b", 0.05):
                pass
    assert (turns.held(), turns.waiting()) == (0, 0)


@on_a_loop
async def test_without_a_waiting_room_free_turns_are_still_given() -> None:
    turns = Turns(capacity=1, share=1, waiting=0)
    async with taken(turns, "a"):
        with pytest.raises(Overloaded, match="Too many"):
            async with turns.turn("b", LONG):
                pass
    async with turns.turn("b", 0):
        assert turns.held() == 1


@on_a_loop
async def test_one_client_does_not_fill_the_waiting_room() -> None:
    turns = Turns(capacity=1, share=1, waiting=3)
    line = Line(turns)
    async with taken(turns, "first"):
        greedy = [await line.join("greedy") for _ in range(3)]
        refused = await line.join("greedy")
        modest = await line.join("modest")
        assert turns.waiting() == 3
    results = await asyncio.gather(*greedy, refused, modest, return_exceptions=True)
    assert [type(each) for each in results[2:]] == [Overloaded, Overloaded, type(None)]
    assert sorted(line.order) == ["greedy", "greedy", "modest"]


@on_a_loop
async def test_whoever_is_interrupted_leaves() -> None:
    turns = Turns(capacity=1, share=1, waiting=1)
    with pytest.raises(ZeroDivisionError):
        async with turns.turn("a", 0):
            raise ZeroDivisionError
    assert (turns.held(), turns.waiting()) == (0, 0)


@pytest.mark.parametrize("granted", [False, True])
def test_a_turn_that_is_not_waited_for_any_more_goes_to_the_next(granted: bool) -> None:
    """Whoever leaves while being next hands on what it was woken for."""

    @on_a_loop
    async def run() -> None:
        turns = Turns(capacity=1, share=1, waiting=10)
        line = Line(turns)
        held = turns.turn("first", LONG)
        await held.__aenter__()
        impatient, patient = await line.join("impatient"), await line.join("patient")
        if granted:
            await held.__aexit__(None, None, None)
        impatient.cancel()
        if not granted:
            await held.__aexit__(None, None, None)
        await patient
        assert line.order == ["patient"]
        assert (turns.held(), turns.waiting()) == (0, 0)

    run()


@settings(max_examples=25, deadline=None)
@given(
    clients=st.lists(st.sampled_from("abcd"), min_size=1, max_size=24),
    capacity=st.integers(1, 4),
    share=st.integers(1, 4),
    waiting=st.integers(0, 24),
    gone=st.sets(st.integers(0, 23)),
)
def test_the_bounds_hold_and_all_come_to_an_end(
    clients: list[str], capacity: int, share: int, waiting: int, gone: set[int]
) -> None:
    held, seen = Counter[str](), list[tuple[int, int]]()

    async def work(turns: Turns, client: str) -> bool:
        try:
            async with turns.turn(client, LONG):
                held[client] += 1
                seen.append((held.total(), held[client]))
                try:
                    await asyncio.sleep(0.001)
                finally:
                    held[client] -= 1
        except Overloaded:
            return False
        return True

    @on_a_loop
    async def run() -> None:
        turns = Turns(capacity, share, waiting)
        tasks = [asyncio.create_task(work(turns, client)) for client in clients]
        await asyncio.sleep(0.0005)
        for number in gone & set(range(len(tasks))):
            tasks[number].cancel()
        done = await asyncio.gather(*tasks, return_exceptions=True)
        assert done.count(False) <= max(0, len(clients) - waiting - 1)
        assert gone or any(done)
        assert (turns.held(), turns.waiting()) == (0, 0)

    run()
    assert all(total <= capacity and own <= share for total, own in seen)
