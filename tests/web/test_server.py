"""`reportedly serve` as a process: it starts quickly, stops cleanly, and says what is wrong."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from .conftest import Served, serving

SECONDS_TO_START = 3


def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "reportedly", "serve", *arguments],
        capture_output=True,
        text=True,
        timeout=30,
        env=os.environ | environment,
        check=False,
    )


def refused(done: "subprocess.CompletedProcess[str]") -> str:
    """The sentence with which the server refused to start."""
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    return done.stderr


def seconds_to_start(store: Path) -> float:
    with serving("--store", str(store)) as served:
        assert served.send("GET", "/sparql?query=ASK{}").status == 200
        return served.started_in


@pytest.mark.slow
def test_it_is_ready_in_time_with_a_new_store_and_with_an_old_one(tmp_path: Path) -> None:
    stores = [tmp_path / name for name in "abc"]
    assert min(map(seconds_to_start, stores)) < SECONDS_TO_START
    assert min(map(seconds_to_start, stores)) < SECONDS_TO_START


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly(new_store: Path, sign: signal.Signals) -> None:
    with serving("--store", str(new_store)) as served:
        os.kill(served.process.pid, sign)
        assert served.process.wait(10) == 0
        assert served.process.stderr is not None
        assert served.process.stderr.read() == ""
    with serving("--store", str(new_store)) as served:
        assert served.url


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_while_it_starts(new_store: Path, sign: signal.Signals) -> None:
    with serving("--store", str(new_store), announced=False) as served:
        while not (new_store / "VERSION").exists():
            time.sleep(0.01)
        processes = psutil.Process(served.process.pid).children(recursive=True)
        os.kill(served.process.pid, sign)
        assert served.process.wait(10) == 0
        assert psutil.wait_procs(processes, timeout=5)[1] == []


def test_a_port_in_use_is_refused(server: Served) -> None:
    port = server.url.rstrip("/").rpartition(":")[2]
    sentence = refused(run("--store", "memory", "--port", port))
    assert f"Can’t listen on 127.0.0.1, port {port}: Address already in use." in sentence
    assert "--port" in sentence


def test_an_address_that_is_not_there_is_refused() -> None:
    assert "there is no such address" in refused(
        run("--store", "memory", "--host", "no.such.host.invalid", "--port", "0")
    )


def test_a_name_can_stand_for_the_address() -> None:
    with serving("--store", "memory", "--host", "localhost") as served:
        assert served.send("GET", "/").status == 200


def test_a_store_in_use_is_refused(new_store: Path) -> None:
    with serving("--store", str(new_store)) as served:
        assert served.url
        sentence = refused(run("--store", str(new_store), "--port", "0"))
    assert sentence.startswith(f"The store in {new_store} is in use by another process.\n")


def test_settings_come_from_the_environment_and_flags_come_first(new_store: Path) -> None:
    new_store.mkdir()
    (new_store / "VERSION").write_text("reportedly store 99")
    environment = {"REPORTEDLY_STORE": str(new_store)}
    assert "“reportedly store 99”" in refused(run("--port", "0", **environment))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        environment["REPORTEDLY_PORT"] = str(taken.getsockname()[1])
        assert "Can’t listen" in refused(run("--store", "memory", **environment))


@pytest.mark.parametrize(
    ("flag", "value", "words"),
    [
        ("--federate", "nobody", "--federate nobody needs a URL"),
        ("--federate", "x=https://me:secret@a.example/", "can’t be the URL of a peer"),
        ("--peer-cache", "x=60", "names no peer"),
        ("--public-url", "a.example", "is not the address of a server"),
    ],
)
def test_a_setting_that_can_not_be_used_is_refused(flag: str, value: str, words: str) -> None:
    sentence = refused(run("--store", "memory", "--port", "0", flag, value))
    assert words in sentence
    assert "secret" not in sentence


@pytest.mark.parametrize(
    ("flag", "value"), [("--port", "70000"), ("--port", "x"), ("--threads", "0")]
)
def test_a_value_that_is_no_setting_is_refused(flag: str, value: str) -> None:
    assert f"Invalid value for '{flag}'" in refused(run("--store", "memory", flag, value))
