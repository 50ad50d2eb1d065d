"""Turns are bounded, shared fairly, never lost and never kept."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.engine.isolation.turns import Turns
from reportedly.errors import Overloaded

LONG = 20
"""Seconds that no test waits for unless it fails."""


@contextmanager
def taken(turns: Turns, *clients: str) -> Iterator[ExitStack]:
    """Hold a turn for each of the clients."""
    with ExitStack() as held:
        for client in clients:
            held.enter_context(turns.turn(client, LONG))
        yield held


def until_waiting(turns: Turns, number: int) -> None:
    limit = time.monotonic() + LONG
    while turns.waiting() != number:
        assert time.monotonic() < limit
        time.sleep(0.001)


class Line:
    """Clients that wait one after another, and note when they have their turn."""

    def __init__(self, turns: Turns, threads: ThreadPoolExecutor) -> None:
        self.turns = turns
        self.threads = threads
        self.order: list[str] = []

    def join(self, client: str, seconds: float = LONG) -> "Future[None]":
        """Have a client wait, behind those that wait already."""
        waiting = self.turns.waiting()
        future = self.threads.submit(self._wait, client, seconds)
        until_waiting(self.turns, waiting + 1)
        return future

    def _wait(self, client: str, seconds: float) -> None:
        with self.turns.turn(client, seconds):
            self.order.append(client)


def test_clients_alternate_however_many_turns_one_wants() -> None:
    turns = Turns(capacity=1, share=1, waiting=10)
    with ThreadPoolExecutor(10) as threads:
        line = Line(turns, threads)
        with taken(turns, "first"):
            for client in "aaaabb":
                line.join(client)
    assert "".join(line.order) == "ababaa"
    assert (turns.held(), turns.waiting()) == (0, 0)


def test_a_share_leaves_turns_to_others() -> None:
    turns = Turns(capacity=3, share=2, waiting=10)
    with ThreadPoolExecutor(3) as threads:
        line = Line(turns, threads)
        with taken(turns, "a", "a"):
            waiting = line.join("a")
            with turns.turn("b", 0):
                assert not waiting.done()
        waiting.result(LONG)
    assert line.order == ["a"]


def test_whoever_waits_too_long_leaves() -> None:
    turns = Turns(capacity=1, share=1, waiting=1)
    with taken(turns, "a"), pytest.raises(Overloaded, match="in time"), turns.turn("b", 0.05):
        pass
    assert (turns.held(), turns.waiting()) == (0, 0)


def test_without_a_waiting_room_free_turns_are_still_given() -> None:
    turns = Turns(capacity=1, share=1, waiting=0)
    with taken(turns, "a"), pytest.raises(Overloaded, match="Too many"), turns.turn("b", LONG):
        pass
    with turns.turn("b", 0):
        assert turns.held() == 1


def test_one_client_does_not_fill_the_waiting_room() -> None:
    turns = Turns(capacity=1, share=1, waiting=3)
    with ThreadPoolExecutor(10) as threads:
        line = Line(turns, threads)
        with taken(turns, "first"):
            greedy = [line.join("greedy") for _ in range(3)]
            with pytest.raises(Overloaded, match="Too many"), turns.turn("greedy", LONG):
                pass
            modest = threads.submit(line._wait, "modest", LONG)
            assert isinstance(greedy[-1].exception(LONG), Overloaded)
            until_waiting(turns, 3)
        modest.result(LONG)
    assert sorted(line.order) == ["greedy", "greedy", "modest"]


def test_whoever_is_interrupted_leaves() -> None:
    turns = Turns(capacity=1, share=1, waiting=1)
    with pytest.raises(ZeroDivisionError), turns.turn("a", 0):
        raise ZeroDivisionError
    assert (turns.held(), turns.waiting()) == (0, 0)


def test_a_turn_that_comes_as_the_wait_is_over_is_not_lost() -> None:
    """Whoever leaves while being next hands on what it was woken for."""
    turns = Turns(capacity=1, share=1, waiting=10)
    with ThreadPoolExecutor(2) as threads:
        line = Line(turns, threads)
        for _ in range(30):
            with taken(turns, "first"):
                impatient = threads.submit(line._wait, "impatient", 0.006)
                patient = threads.submit(line._wait, "patient", LONG)
                time.sleep(0.005)
            patient.result(LONG)
            impatient.exception(LONG)


@settings(max_examples=25, deadline=None)
@given(
    clients=st.lists(st.sampled_from("abcd"), min_size=1, max_size=24),
    capacity=st.integers(1, 4),
    share=st.integers(1, 4),
    waiting=st.integers(0, 24),
)
def test_the_bounds_hold_and_all_come_to_an_end(
    clients: list[str], capacity: int, share: int, waiting: int
) -> None:
    turns, lock, held = Turns(capacity, share, waiting), threading.Lock(), Counter[str]()
    seen: list[tuple[int, int]] = []

    def work(client: str) -> bool:
        try:
            with turns.turn(client, LONG):
                with lock:
                    held[client] += 1
                    seen.append((held.total(), held[client]))
                time.sleep(0.001)
                with lock:
                    held[client] -= 1
        except Overloaded:
            return False
        return True

    with ThreadPoolExecutor(len(clients)) as threads:
        done = list(threads.map(work, clients))
    assert all(total <= capacity and own <= share for total, own in seen)
    assert done.count(False) <= max(0, len(clients) - waiting - 1)
    assert any(done)
    assert (turns.held(), turns.waiting()) == (0, 0)
