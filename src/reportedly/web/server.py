"""Listens, and has the event loop of the engine answer.

uvicorn (https://uvicorn.dev/) speaks HTTP; what it leaves to others is in `connections`.
"""

import asyncio
import gc
import logging
import signal
import socket
import threading
from collections.abc import Callable, Sized
from concurrent.futures import Future, wait
from types import FrameType
from typing import Final, NoReturn

import uvicorn

from reportedly.engine.isolated import Isolated
from reportedly.errors import ListenError
from reportedly.settings import Settings
from reportedly.web import Shared, create_app
from reportedly.web.bridge import Bridge
from reportedly.web.connections import Config
from reportedly.web.front import Front
from reportedly.web.reception import Checker

_STACK: Final = 16 * 2**20
"""Bytes of stack for each thread; some systems give half a megabyte, which is too little."""
_SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)
_BACKLOG: Final = 1024
"""How many connections the system holds that are not accepted yet."""
_PAUSE: Final = 0.05
"""Seconds between two looks at what is still running when the server stops."""
_LOOK: Final = 0.5
"""Seconds between two looks at whether a signal has come."""
_UNWIND: Final = 1
"""Seconds for requests whose connections were cut to find that out."""


class Server(uvicorn.Server):
    """uvicorn's server, on the loop of another thread, which a first signal stops gently."""

    def __init__(self, config: uvicorn.Config, stop_seconds: float) -> None:
        super().__init__(config)
        self._stop_seconds = stop_seconds

    async def start(self, sockets: list[socket.socket]) -> None:
        """Begin to accept connections."""
        self.config.load()
        self.lifespan = self.config.lifespan_class(self.config)
        await self.on_tick(0)
        await self.startup(sockets)

    async def run_until_stopped(self) -> None:
        """Answer until `stop` is called; then take no more, and finish what is running."""
        await self.main_loop()
        await self.shutdown()

    def stop(self) -> None:
        """Stop; when called again, at once."""
        self.should_exit, self.force_exit = True, self.should_exit

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002
        """Close idle connections, and the others when they have their answers or time is over."""
        for listener in self.servers:
            listener.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await self._wait(self.server_state.connections, self._stop_seconds)
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        self.force_exit = False
        await self._wait(self.server_state.tasks, _UNWIND)

    async def _wait(self, running: Sized, seconds: float) -> None:
        """Wait until nothing runs any more, up to a time, or a second signal."""
        loop = asyncio.get_running_loop()
        limit = loop.time() + seconds
        while running and not self.force_exit and loop.time() < limit:
            await asyncio.sleep(_PAUSE)


def stop_on_signals() -> None:
    """Have SIGTERM and SIGINT end the program, with exit code 0, until `serve` takes them over."""

    def stop(_number: int, _frame: FrameType | None) -> NoReturn:
        raise SystemExit(0)

    for number in _SIGNALS:
        signal.signal(number, stop)


def serve(
    engine: Isolated,
    checker: Checker,
    settings: Settings,
    shared: Shared,
    announce: Callable[[str], None],
) -> None:
    """Serve until SIGTERM or SIGINT; then take no more, and finish what is running.

    That has the time that is set for it; a second signal cuts it off. Calls `announce` with the URL
    as soon as connections are accepted. Raises ListenError, and what `create_app` does.
    """
    threading.stack_size(_STACK)
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)  # that clients err is no news
    front = _front(engine, checker, settings, shared)
    sockets = _listen(settings.host, settings.port)
    server = Server(Config(front, settings.client_seconds), settings.stop_seconds)
    gc.freeze()  # what is there by now stays; looking through it would hold all clients up
    engine.loop.run(server.start(sockets))
    _take_signals(server)
    announce(_url(settings.host, sockets[0].getsockname()[1]))
    _wait_for(engine.loop.start(server.run_until_stopped()))


def _wait_for(running: Future[None]) -> None:
    """Wait until something has ended on another thread, and take signals meanwhile.

    Python does not see a signal that comes just as this thread begins to wait, until it wakes.
    """
    while not running.done():
        wait((running,), _LOOK)
    running.result()


def _front(engine: Isolated, checker: Checker, settings: Settings, shared: Shared) -> Front:
    serving = shared.peering.over(engine)
    longest = max(settings.max_request, settings.max_write)
    app = create_app(serving, settings, checker, shared)
    bridge = Bridge(app, settings.threads, longest, settings.query_seconds)
    return Front(serving, bridge, shared, settings)


def _take_signals(server: Server) -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        server.stop()

    for number in _SIGNALS:
        signal.signal(number, stop)


def _listen(host: str, port: int) -> list[socket.socket]:
    """Listen on every address that a name stands for, on the same port."""
    sockets: list[socket.socket] = []
    try:
        for family, address in _addresses(host):
            sockets.append(_bound(family, address, port))
            port = sockets[-1].getsockname()[1]
    except OSError as error:
        for each in sockets:
            each.close()
        unknown = isinstance(error, socket.gaierror)
        reason = "there is no such address" if unknown else error.strerror
        raise ListenError(
            f"Can’t listen on {host}, port {port}: {reason}.",
            hint="Choose another one with --host and --port; port 0 takes any that is free.",
        ) from error
    return sockets


def _addresses(host: str) -> list[tuple[int, str]]:
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    return list(dict.fromkeys((family, str(address[0])) for family, *_, address in found))


def _bound(family: int, address: str, port: int) -> socket.socket:
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        bound.bind((address, port))
        bound.listen(_BACKLOG)
    except OSError:
        bound.close()
        raise
    return bound


def _url(host: str, port: int) -> str:
    """Return where the server listens; a name such as localhost can stand for two addresses."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
