"""A server as a process of its own, on a free port of this machine, in a folder of its own."""

import shutil
import socket
import subprocess
import sysconfig
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from .client import Address, Client, Failed, Response, TimedOut, request
from .questions import JSON

HOST = "127.0.0.1"
START = 1800
"""Seconds that a server may take until it answers; some read the whole corpus first."""
STOP = 30
"""Seconds that it may take to end when it is asked to."""

_ANY = "SELECT ?type { ?thing a ?type } LIMIT 1"


class Server(ABC):
    """A SPARQL server: how it loads the corpus, and the command that starts it.

    It is to give up on a query after `timeout` seconds, if it can. Its default graph is the union
    of the named graphs.
    """

    name: ClassVar[str]
    program: ClassVar[str]
    path: ClassVar[str]
    """Where it answers queries."""

    def __init__(self, folder: Path, timeout: int) -> None:
        self.folder = folder
        self.timeout = timeout
        self.address: Address = (HOST, free_port())
        self._process: subprocess.Popen[bytes] | None = None

    @classmethod
    @abstractmethod
    def version(cls) -> str:
        """Return what is installed."""

    @abstractmethod
    def load(self, corpus: Path) -> None:
        """Load a file of N-Quads the way in which the server does so fastest."""

    @abstractmethod
    def command(self) -> Sequence[str | Path]:
        """Return the command that serves what was loaded."""

    @classmethod
    def installed(cls) -> bool:
        """Whether the program is there."""
        return find(cls.program) is not None

    def start(self) -> None:
        """Start the process, and return when it answers. Raises Failed if it does not."""
        program, *arguments = map(str, self.command())
        with (self.folder / "output").open("ab") as output:
            self._process = subprocess.Popen(
                [find(program) or program, *arguments],
                cwd=self.folder,
                stdout=output,
                stderr=output,
            )
        deadline = time.monotonic() + START
        while not self._answers(self._process, deadline):
            time.sleep(0.05)

    def stop(self) -> None:
        """End the process, by force if it must be."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def recover(self, failure: Failed) -> None:
        """Start again if a failure leaves the process dead, or busy with what nobody waits for."""
        dead = self._process is None or self._process.poll() is not None
        if dead or isinstance(failure, TimedOut):
            self.stop()
            self.start()

    def request(self, query: str, accept: str) -> bytes:
        """Write a request to this server."""
        return request(self.address, self.path, query, accept)

    def ask(self, query: str, accept: str) -> Response:
        """Send a query over a new connection. Raises TimedOut, or another Failed."""
        with Client(self.address, self.timeout) as client:
            return client.send(self.request(query, accept))

    def _answers(self, process: "subprocess.Popen[bytes]", deadline: float) -> bool:
        if process.poll() is not None or time.monotonic() > deadline:
            output = (self.folder / "output").read_text(errors="replace")
            raise Failed(f"{self.name} did not start: {output[-2000:]}")
        try:
            self.ask(_ANY, JSON)
        except Failed:
            return False
        return True


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def find(program: str) -> str | None:
    """Return where a program is, beside this interpreter first; nothing if it is not installed."""
    beside = shutil.which(program, path=sysconfig.get_path("scripts"))
    return beside or shutil.which(program)


def run(program: str, *arguments: str | Path, check: bool = True) -> str:
    """Run a program to its end, and return what it prints.

    Raises Failed if the program fails, unless that is not checked.
    """
    command = [find(program) or program, *map(str, arguments)]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if check and done.returncode:
        raise Failed(f"{program} failed: {done.stdout[-2000:]}")
    return done.stdout
