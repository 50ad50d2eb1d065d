"""Our server in a process of its own, with an empty store in memory that anyone may write."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from .client import Endpoint

COMMAND = (
    *(sys.executable, "-m", "reportedly", "serve"),
    *("--host", "127.0.0.1", "--port", "0", "--store", "memory"),
    *("--empty", "--allow-anonymous-writes"),
)
START = 30
"""Seconds that the server may take to say where it listens."""
STOP = 10
"""Seconds that it may take to end when it is asked to."""


@contextmanager
def serving(folder: Path, *arguments: str) -> Iterator[Endpoint]:
    """Start a server, which writes its output into a folder, and stop it in the end."""
    output, errors = folder / "stdout", folder / "stderr"
    with output.open("wb") as out, errors.open("wb") as err:
        process = subprocess.Popen((*COMMAND, *arguments), stdout=out, stderr=err)
    try:
        yield _endpoint(_first_line(process, output, errors))
    finally:
        _stop(process)


def _first_line(process: "subprocess.Popen[bytes]", output: Path, errors: Path) -> str:
    deadline = time.monotonic() + START
    while not (text := output.read_text()).count("\n"):
        if process.poll() is not None:
            pytest.fail(f"The server ended with {process.returncode}: {errors.read_text()}")
        if time.monotonic() > deadline:
            pytest.fail(f"The server did not say where it listens: {errors.read_text()}")
        time.sleep(0.02)
    return text.splitlines()[0]


def _endpoint(line: str) -> Endpoint:
    found = re.search(r"http://[^/\s]+", line)
    if found is None:
        pytest.fail(f"No address in the server's first line: {line}")
    return Endpoint(*(found[0] + path for path in ("/sparql", "/update", "/graphs")))


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
