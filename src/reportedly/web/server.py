"""Listens: waitress, which takes slow clients off the hands of the threads that answer.

https://docs.pylonsproject.org/projects/waitress/
"""

import logging
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Final, NoReturn, TypeAlias

import waitress
from flask import Flask
from waitress.server import BaseWSGIServer, MultiSocketServer

from reportedly.errors import ListenError
from reportedly.settings import Settings

_STACK: Final = 16 * 2**20
"""Bytes of stack for each thread; some systems give half a megabyte, which is too little."""

Server: TypeAlias = "BaseWSGIServer | MultiSocketServer"


def serve(app: Flask, settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT, and finish what is running.

    Calls `announce` with the URL as soon as connections are accepted. Raises ListenError.
    """
    threading.stack_size(_STACK)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that requests wait is no news
    server = _listen(app, settings)
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, _stop)
    announce(_url(settings.host, server))
    server.run()


def _listen(app: Flask, settings: Settings) -> Server:
    try:
        return waitress.create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            ident="reportedly",
            max_request_body_size=settings.max_request * 2,
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


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
