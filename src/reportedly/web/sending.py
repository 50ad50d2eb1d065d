"""Sends responses over ASGI."""

import asyncio
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from reportedly.web.heads import Head, Send

PIECE: Final = 1 << 16
"""Bytes that are sent at once."""


async def send_head(send: Send, status: int, headers: Iterable[tuple[str, str]]) -> None:
    """Send the status and the headers of a response."""
    encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    await send({"type": "http.response.start", "status": status, "headers": encoded})


async def send_body(send: Send, body: bytes) -> None:
    """Send a body that is there."""
    for start in range(0, len(body) or 1, PIECE):
        await _send(send, body[start : start + PIECE], more=start + PIECE < len(body))


async def send_pieces(send: Send, head: Head, body: Iterator[bytes]) -> None:
    """Send a body whose pieces are made as they are taken, in threads.

    Raises ClientGone, and makes no more of them, if the client goes.
    """
    more = True
    while more:
        head.require_client()
        piece = await asyncio.to_thread(next, body, None)
        more = piece is not None
        await _send(send, piece or b"", more=more)


def read(file: BinaryIO) -> Iterator[bytes]:
    """Return a file in pieces."""
    return iter(lambda: file.read(PIECE), b"")


async def _send(send: Send, body: bytes, *, more: bool) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": more})
