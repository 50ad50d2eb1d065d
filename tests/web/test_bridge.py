"""No client can take all threads of Flask: others are answered beside it."""

import asyncio
from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from flask import Flask

from reportedly.errors import Overloaded
from reportedly.web.bridge import Bridge
from reportedly.web.heads import Head

THREADS = 8
SHARE = 2
WAITING = 32


class Held:
    """An application in which requests to /slow last until `released`."""

    def __init__(self) -> None:
        self.released = Event()
        self.app = Flask(__name__)
        self.app.get("/slow")(self._slow)
        self.app.get("/fast")(lambda: "fast")

    def _slow(self) -> str:
        assert self.released.wait(10)
        return "slow"


@pytest.fixture
def held() -> Iterator[Held]:
    held = Held()
    yield held
    held.released.set()


class Sender:
    """Sends requests of clients, known by their addresses, and returns the status of answers."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge

    async def get(self, client: str, path: str) -> int:
        sent: list[dict[str, Any]] = []

        async def send(message: Any) -> None:
            sent.append(message)

        async def receive() -> Any:
            return {"type": "http.request"}

        await self._bridge.answer(Head(scope(client, path)), receive, send)
        status: int = sent[0]["status"]
        return status


def scope(client: str, path: str) -> dict[str, Any]:
    return {
        "method": "GET",
        "scheme": "http",
        "http_version": "1.1",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
        "client": (client, 1),
        "server": ("localhost", 80),
        "state": {},
    }


def busy(sender: Sender, requests: int) -> list["asyncio.Task[int]"]:
    """So many requests of one client at once."""
    return [asyncio.create_task(sender.get("greedy", "/slow")) for _ in range(requests)]


def test_others_are_answered_while_one_asks_for_much(held: Held) -> None:
    async def run() -> None:
        sender = Sender(Bridge(held.app, THREADS, 1000, patience=10))
        tasks = busy(sender, THREADS * 3)
        assert await asyncio.wait_for(sender.get("other", "/fast"), 5) == 200
        assert not any(task.done() for task in tasks)
        held.released.set()
        assert await asyncio.gather(*tasks) == [200] * THREADS * 3

    asyncio.run(run())


def test_who_asks_for_too_much_is_turned_away_and_others_are_not(held: Held) -> None:
    async def run() -> None:
        sender = Sender(Bridge(held.app, THREADS, 1000, patience=10))
        tasks = busy(sender, SHARE + WAITING + 1)
        turned_away, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        assert [type(task.exception()) for task in turned_away] == [Overloaded]
        assert await asyncio.wait_for(sender.get("other", "/fast"), 5) == 200
        held.released.set()
        statuses = await asyncio.gather(*(set(tasks) - turned_away))
        assert statuses == [200] * (SHARE + WAITING)

    asyncio.run(run())


def test_who_waits_for_too_long_is_turned_away(held: Held) -> None:
    async def run() -> None:
        sender = Sender(Bridge(held.app, THREADS, 1000, patience=0.05))
        tasks = busy(sender, SHARE + 1)
        with pytest.raises(Overloaded):
            await tasks[-1]
        held.released.set()
        assert await asyncio.gather(*tasks[:-1]) == [200] * SHARE

    asyncio.run(run())
