"""A process that forks others on request, so that one with threads never has to.

Forking is cheap and shares memory, but is safe only in a process of a single thread. The server
has many threads; it starts one forker, before anything else, and asks it for children.
"""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from threading import Lock
from typing import Any, NoReturn

from reportedly.engine.isolation.channel import Channel
from reportedly.engine.isolation.confinement import confine

Main = Callable[..., None]
"""What a child runs: `main(channel, state, *arguments)`, at the top level of a module."""


@dataclass(frozen=True)
class Child:
    """A process that a forker made, as its user sees it: the channel leads to its `main`."""

    pid: int
    channel: Channel


class Forker:
    """The near end of a forker: asks it for children, and to end them.

    Safe to share between threads.
    """

    def __init__(self, channel: Channel, process: subprocess.Popen[bytes] | None = None) -> None:
        self._channel = channel
        self._process = process
        self._lock = Lock()

    @classmethod
    def start(cls, *modules: str) -> "Forker":
        """Start a forker in a new process of its own, which imports what its children will need."""
        near, far = socket.socketpair()
        command = [sys.executable, "-m", __name__, str(far.fileno()), *modules]
        process = subprocess.Popen(command, pass_fds=[far.fileno()], start_new_session=True)  # noqa: S603
        far.close()
        return cls(Channel(near), process)

    def fork(self, main: Main, *arguments: object) -> Child:
        """Return a new child that runs `main(channel, state, *arguments)`."""
        near, far = Channel.pair()
        with self._lock:
            self._channel.send(("fork", main, arguments), far.fileno())
            pid, _ = self._channel.receive()
        far.close()
        return Child(pid, near)

    def end(self, child: Child) -> int:
        """Kill a child, wait until it is gone, and return its wait status."""
        child.channel.close()
        with self._lock:
            self._channel.send(("end", child.pid, ()))
            status: int = self._channel.receive()[0]
        return status

    def close(self) -> None:
        """End the forker with all its children."""
        self._channel.close()
        if self._process:
            self._process.wait()


def serve(channel: Channel, state: object = None) -> NoReturn:
    """Fork and end children as asked until the other end is closed; then end all of them."""
    children: set[int] = set()
    while True:
        try:
            (order, subject, arguments), files = channel.receive()
        except (EOFError, OSError):
            _end_all(children)
            os._exit(0)
        if order == "fork":
            reply = _fork(subject, arguments, files[0], state, channel)
            children.add(reply)
        else:
            reply = _end(subject)
            children.discard(subject)
        channel.send(reply)


def _fork(main: Main, arguments: tuple[Any, ...], end: int, state: object, channel: Channel) -> int:
    pid = os.fork()
    if pid == 0:
        channel.close()
        _run(main, Channel.adopt(end), state, arguments)
    os.close(end)
    return pid


def _run(main: Main, channel: Channel, state: object, arguments: tuple[Any, ...]) -> NoReturn:
    try:
        main(channel, state, *arguments)
    except (EOFError, ConnectionError, KeyboardInterrupt):
        os._exit(0)
    finally:
        os._exit(1)


def _end(pid: int) -> int:
    os.kill(pid, signal.SIGKILL)
    return os.waitpid(pid, 0)[1]


def _end_all(children: set[int]) -> None:
    for pid in children:
        _end(pid)


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    confine()
    for module in sys.argv[2:]:
        import_module(module)
    serve(Channel.adopt(int(sys.argv[1])))
