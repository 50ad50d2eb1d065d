"""Listens: waitress, which takes slow clients off the hands of the threads that answer.

https://docs.pylonsproject.org/projects/waitress/
"""

import logging
import signal
import threading
from collections.abc import Callable
from time import monotonic
from types import FrameType
from typing import Final, NoReturn, TypeAlias

import waitress
from flask import Flask
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, MultiSocketServer

from reportedly.errors import ListenError
from reportedly.settings import Settings

_STACK: Final = 16 * 2**20
"""Bytes of stack for each thread; some systems give half a megabyte, which is too little."""

_SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)
_PAUSE: Final = 0.05
"""Seconds between two looks at what is still running when the server stops."""

Server: TypeAlias = "BaseWSGIServer | MultiSocketServer"
Sockets: TypeAlias = "dict[int, wasyncore.dispatcher]"


def stop_on_signals() -> None:
    """Have SIGTERM and SIGINT end the program, with exit code 0, until `serve` takes them over."""

    def stop(_number: int, _frame: FrameType | None) -> NoReturn:
        raise SystemExit(0)

    for number in _SIGNALS:
        signal.signal(number, stop)


def serve(app: Flask, settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT; then take no more, and finish what is running.

    That has the time that is set for it; a second signal cuts it off. Calls `announce` with the URL
    as soon as connections are accepted. Raises ListenError.
    """
    threading.stack_size(_STACK)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that requests wait is no news
    sockets: Sockets = {}
    server = _listen(app, settings, sockets)
    signals = _note_signals(sockets)
    announce(_url(settings.host, server))
    while not signals:
        _pass_on(sockets, seconds=1)
    _close_listeners(sockets)
    limit = monotonic() + settings.stop_seconds
    while _busy(sockets) and monotonic() < limit and len(signals) == 1:
        _pass_on(sockets, seconds=_PAUSE)
    wasyncore.close_all(sockets)


def _note_signals(sockets: Sockets) -> list[int]:
    """Return a list to which the numbers of signals are added as they come."""
    noted: list[int] = []
    wake = _listeners(sockets)[0].pull_trigger

    def note(number: int, _frame: FrameType | None) -> None:
        noted.append(number)
        wake()

    for number in _SIGNALS:
        signal.signal(number, note)
    return noted


def _pass_on(sockets: Sockets, seconds: float) -> None:
    """Wait until something can be read or written, up to a time, and do so."""
    wasyncore.loop(timeout=seconds, use_poll=True, map=sockets, count=1)


def _listeners(sockets: Sockets) -> list[BaseWSGIServer]:
    return [each for each in sockets.values() if isinstance(each, BaseWSGIServer)]


def _close_listeners(sockets: Sockets) -> None:
    """Accept no more connections; read what has come on those that there are."""
    for listener in _listeners(sockets):
        wasyncore.dispatcher.close(listener)  # its own method would also stop what wakes us
    _pass_on(sockets, seconds=0)


def _busy(sockets: Sockets) -> bool:
    """Close the connections on which no request is being answered; say whether others are left."""
    channels = [each for each in sockets.values() if isinstance(each, HTTPChannel)]
    idle = [each for each in channels if not each.requests and not each.total_outbufs_len]
    for channel in idle:
        channel.handle_close()
    return len(idle) < len(channels)


def _listen(app: Flask, settings: Settings, sockets: Sockets) -> Server:
    try:
        return waitress.create_server(
            app,
            map=sockets,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            ident="reportedly",
            max_request_body_size=max(settings.max_request, settings.max_write) * 2,
            channel_request_lookahead=1,
            connection_limit=2048,
            asyncore_use_poll=True,
        )
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "there is no such address"
        raise ListenError(
            f"Can’t listen on {settings.host}, port {settings.port}: {reason}.",
            hint="Choose another one with --host and --port; port 0 takes any that is free.",
        ) from error


def _url(host: str, server: Server) -> str:
    """Return where the server listens; a name such as localhost can stand for two addresses."""
    several = isinstance(server, MultiSocketServer)
    port = server.effective_listen[0][1] if several else server.effective_port
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
