"""Has a WSGI application answer: a request takes a thread when all of it is there, not before.

Nor does a response hold a thread while its client reads.
"""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final

from flask import Flask

from reportedly.engine.isolation.turns import Turns
from reportedly.web.heads import Head, Receive, Send, pieces
from reportedly.web.sending import send_head, send_pieces

_SHARE: Final = 4
"""A client may have one in so many threads; all threads together take turns to run."""
_WAITING: Final = 4
"""How many requests may wait for each thread."""
_HELD: Final = 1 << 16
"""Bytes of a body up to which it is held in memory."""


@dataclass
class _Begun:
    """A response that has begun: its head is there, its body can be taken."""

    status: int = 500
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: Iterator[bytes] = field(default_factory=lambda: iter(()))
    close: Callable[[], object] = bool


class Bridge:
    """A Flask application in `threads` threads, to be asked from the event loop.

    Clients share the threads: none can take all, and who asks for much waits behind the others, up
    to `patience` seconds. `longest` is the length of the longest body that is received, in bytes;
    of a longer one the application sees how long it is, and nothing else.
    """

    def __init__(self, app: Flask, threads: int, longest: int, patience: float) -> None:
        self._app = app
        self._turns = Turns(threads, max(1, threads // _SHARE), threads * _WAITING)
        self._patience = patience
        self._longest = longest
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="flask")

    async def answer(self, head: Head, receive: Receive, send: Send) -> None:
        """Answer a request. Raises Overloaded if its client would have to wait for too long."""
        with SpooledTemporaryFile(_HELD) as body:
            length = await self._receive(head, receive, body)
            environ = head.environment() | {
                "CONTENT_LENGTH": str(length),
                "wsgi.input": body,
                "wsgi.errors": sys.stderr,
            }
            environ.pop("HTTP_TRANSFER_ENCODING", None)
            async with self._turns.turn(head.client, self._patience):
                begun = await self._in_thread(self._begin, environ)
            try:
                await _send(begun, head, send)
            finally:
                await self._in_thread(begun.close)

    async def _receive(self, head: Head, receive: Receive, body: IO[bytes]) -> int:
        """Receive a body, and return its length. Raises ClientGone."""
        length = head.length or 0
        if not head.has_body or length > self._longest:
            return length
        length = 0
        async for piece in pieces(receive):
            length += len(piece)
            if length > self._longest:
                break
            if length > _HELD:
                await asyncio.to_thread(body.write, piece)
            else:
                body.write(piece)
        body.seek(0)
        return length

    async def _in_thread(self, work: Callable[..., Any], *arguments: object) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)

    def _begin(self, environ: dict[str, Any]) -> _Begun:
        begun = _Begun()

        def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> Any:
            begun.status, begun.headers = int(status[:3]), headers

        body: Iterable[bytes] = self._app(environ, start)
        begun.close = getattr(body, "close", bool)
        begun.body = iter(body)
        return begun


async def _send(begun: _Begun, head: Head, send: Send) -> None:
    await send_head(send, begun.status, begun.headers)
    await send_pieces(send, head, begun.body)
