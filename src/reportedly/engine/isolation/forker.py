"""A process that forks others on request, so that one with threads never has to.

Forking is cheap and shares memory, but is safe only in a process of a single thread. The server
has many threads; it starts one forker, before anything else, and asks it for children.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from threading import Lock
from time import monotonic, sleep
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
    def start(cls, *modules: str, passing: str = "") -> "Forker":
        """Start a forker in a new process of its own, which imports what its children will need.

        It removes the directory `passing` when it ends because this process has, however that was.
        """
        near, far = socket.socketpair()
        command = [sys.executable, "-m", __name__, str(far.fileno()), passing, *modules]
        process = subprocess.Popen(command, pass_fds=[far.fileno()], start_new_session=True)  # noqa: S603
        far.close()
        return cls(Channel(near), process)

    def fork(self, main: Main, *arguments: object) -> Child:
        """Return a new child that runs `main(channel, state, *arguments)`.

        Raises EOFError or OSError if the forker has ended, or the system allows no more processes.
        """
        near, far = Channel.pair()
        try:
            reply = self._order("fork", main, arguments, far.fileno())
        except BaseException:
            near.close()
            raise
        finally:
            far.close()
        return Child(reply, near)

    def end(self, child: Child) -> int:
        """Kill a child, wait until it is gone, and return its wait status.

        Without the forker it is left to the child to end, now that nobody asks it for anything.
        """
        child.channel.close()
        try:
            return self._order("end", child.pid, ())
        except (EOFError, OSError):
            return signal.SIGKILL

    def has_ended(self) -> bool:
        """Say whether the process of the forker has ended."""
        return self._process is not None and self._process.poll() is not None

    def close(self) -> None:
        """End the forker with all its children."""
        self._channel.close()
        if self._process:
            self._process.wait()

    def _order(self, order: str, subject: object, arguments: object, *files: int) -> int:
        try:
            with self._lock:
                self._channel.send((order, subject, arguments), *files)
                reply, _ = self._channel.receive()
        except (EOFError, ConnectionError):
            if self._process:
                self._process.wait()  # it is about to end, and known to have ended from here on
            raise
        if isinstance(reply, OSError):
            raise reply
        return int(reply)


def serve(channel: Channel, state: object = None, patience: float = 0) -> None:
    """Fork and end children as asked until the other end is closed; then end all of them.

    `patience` is how many seconds they get to end by themselves, and with them their own children.
    """
    children: set[int] = set()
    try:
        while True:
            order, files = channel.receive()
            channel.send(_obey(order, files, children, state, channel))
    except (EOFError, OSError):
        _end_all(children, monotonic() + patience)


def _obey(
    order: tuple[str, Any, Any], files: list[int], children: set[int], state: object, own: Channel
) -> int | OSError:
    """Return the process id of a new child, the wait status of one that was ended, or an error."""
    name, subject, arguments = order
    try:
        if name == "fork":
            reply = _fork(subject, arguments, files[0], state, own)
            children.add(reply)
        else:
            reply = _end(subject) if subject in children else 0
            children.discard(subject)
    except OSError as error:
        return error
    return reply


def _fork(main: Main, arguments: tuple[Any, ...], end: int, state: object, own: Channel) -> int:
    try:
        pid = os.fork()
        if pid == 0:
            own.close()
            _run(main, Channel.adopt(end), state, arguments)
    finally:
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


def _end_all(children: set[int], limit: float) -> None:
    while children and monotonic() < limit:
        children -= {pid for pid in children if os.waitpid(pid, os.WNOHANG)[0]}
        sleep(0.01)
    for pid in children:
        _end(pid)


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    confine()
    end, passing, *modules = sys.argv[1:]
    for module in modules:
        import_module(module)
    serve(Channel.adopt(int(end)), patience=1)
    if passing:
        shutil.rmtree(passing, ignore_errors=True)
