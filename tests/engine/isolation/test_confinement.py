"""What the processes of the engine can't do, whatever a query makes them do."""

import os
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import psutil
import pytest

from reportedly.engine.isolated import Isolated
from reportedly.engine.isolation.forker import Forker
from reportedly.engine.isolation.limits import Limits
from reportedly.engine.port import Query

CONNECT = "lambda _, port: __import__('socket').socket().connect_ex(('127.0.0.1', port))"
CORE = "lambda _: __import__('resource').getrlimit(__import__('resource').RLIMIT_CORE)"
UNSHARE = """
import ctypes, sys
unshare = ctypes.CDLL(None).unshare
sys.exit(unshare(0x40000000) and unshare(0x50000000))
"""


class Code:
    """What a child runs: a function, sent as its source, whose result the child sends back."""

    def __init__(self, source: str) -> None:
        self.source = f"lambda channel, *rest: channel.send(({source})(*rest))"

    def __reduce__(self) -> tuple[Any, ...]:
        return eval, (self.source,)

    def __call__(self, *_: object) -> None:
        raise NotImplementedError


def run(source: str, *arguments: object) -> Any:
    """The result of a function in a child of a new forker."""
    forker = Forker.start()
    try:
        child = forker.fork(Code(source), *arguments)
        result = child.channel.receive()[0]
        forker.end(child)
        return result
    finally:
        forker.close()


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children(recursive=True)}


def network_of(pid: int) -> str:
    return str(Path(f"/proc/{pid}/ns/net").readlink())


@pytest.fixture(scope="module")
def isolating() -> None:
    """Skips where the system does not let a process give up the network."""
    if sys.platform != "linux":
        pytest.skip("only Linux does this")
    if subprocess.run([sys.executable, "-c", UNSHARE], check=False).returncode:
        pytest.skip("not allowed here")


@pytest.mark.usefixtures("isolating")
def test_a_child_reaches_nobody_on_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as canary:
        assert run(CONNECT, canary.getsockname()[1]) != 0
        canary.settimeout(0.2)
        with pytest.raises(TimeoutError):
            canary.accept()


@pytest.mark.usefixtures("isolating")
def test_all_processes_of_the_engine_are_without_network(tmp_path: Path) -> None:
    before = children()
    with closing(Isolated(tmp_path / "store", Limits())) as engine:
        engine.evaluate(Query("ASK {}"))
        networks = [network_of(pid) for pid in children() - before]
    assert len(networks) > 3
    assert network_of(os.getpid()) not in networks


def test_no_process_of_the_engine_leaves_its_memory_on_disk() -> None:
    assert run(CORE) == (0, 0)
