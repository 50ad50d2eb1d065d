"""The directory of a store: made, recognised, refused, and never harmed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from reportedly import shipped
from reportedly.engine.directory import LAYOUT, Directory
from reportedly.engine.embedded import Embedded
from reportedly.engine.opening import open_engine
from reportedly.errors import (
    DocumentSyntaxError,
    StoreError,
    StoreForeign,
    StoreLocked,
    StoreMissing,
    StoreNotWritable,
    StoreVersionMismatch,
)

GRAPH = "http://example.org/g"
HOLD = """
import sys
from pathlib import Path
from reportedly.engine.opening import open_engine
engine = open_engine(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


@contextmanager
def another_process(store: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that opens a store and holds it until its input ends."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(store)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.kill()


def contents(path: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()
    }


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with one graph in it."""
    path = tmp_path / "store"
    engine = Embedded.on_disk(path)
    engine.replace(GRAPH, b"<#a> <#b> 1 .", "text/turtle")
    engine.close()
    return path


def test_a_store_keeps_its_graphs_and_its_revision(store: Path) -> None:
    engine = Embedded.on_disk(store)
    assert (engine.graphs(), len(engine), engine.revision) == ((GRAPH,), 1, 1)


def test_the_shipped_graphs_are_in_a_new_store(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "a" / "new" / "store")
    assert set(engine.graphs()) == set(shipped.graphs())
    assert len(engine) == len(open_engine(None))


def test_a_store_in_use_is_refused_and_free_again_afterwards(store: Path) -> None:
    with another_process(store) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(StoreLocked, match="in use by another process"):
            Embedded.on_disk(store)
    assert GRAPH in Embedded.on_disk(store).graphs()


@pytest.mark.parametrize("pause", [0.0, 0.03])
def test_a_first_start_that_is_killed_is_made_up_for(tmp_path: Path, pause: float) -> None:
    store = tmp_path / "store"
    with another_process(store) as process:
        while not (store / "VERSION").exists():
            time.sleep(0.001)
        time.sleep(pause)
        os.kill(process.pid, signal.SIGKILL)
    engine = open_engine(store)
    assert set(engine.graphs()) == set(shipped.graphs())


def test_loading_that_breaks_off_is_done_again(tmp_path: Path) -> None:
    good = {f"{GRAPH}{number}": f"<#a> <#b> {number} .".encode() for number in range(5)}
    engine = Embedded.on_disk(tmp_path / "store")
    with pytest.raises(DocumentSyntaxError):
        engine.bring_up_to_date(good | {f"{GRAPH}2": b"oops"})
    engine.close()
    again = Embedded.on_disk(tmp_path / "store")
    again.bring_up_to_date(good)
    assert again.graphs() == tuple(good)


@pytest.mark.parametrize("draft", ["VERSION.new", "VERSION.1f3a5c7e.new"])
def test_a_directory_left_by_a_crash_before_anything_was_written(
    tmp_path: Path, draft: str
) -> None:
    (tmp_path / draft).write_text("repor")
    assert Embedded.on_disk(tmp_path).graphs() == ()


def test_many_can_claim_a_new_store_at_the_same_moment(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as many:
        for number in range(40):
            directory = Directory(tmp_path / str(number))
            claims = [many.submit(directory.claim, create=True) for _ in range(8)]
            assert [claim.exception() for claim in claims] == [None] * 8
            assert contents(directory.path) == {"VERSION": f"{LAYOUT}\n".encode()}


def test_a_store_of_another_version_is_refused_untouched(store: Path) -> None:
    (store / "VERSION").write_text("reportedly store 7\n")
    before = contents(store)
    with pytest.raises(StoreVersionMismatch, match="“reportedly store 7”") as caught:
        Embedded.on_disk(store)
    assert LAYOUT in caught.value.detail
    assert contents(store) == before


def test_a_directory_of_other_things_is_refused_untouched(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("precious")
    with pytest.raises(StoreForeign, match=r"it holds thesis\.tex"):
        Embedded.on_disk(tmp_path)
    assert contents(tmp_path) == {"thesis.tex": b"precious"}


def test_a_store_that_must_be_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="There is no store"):
        Embedded.on_disk(tmp_path / "store", create=False)
    assert contents(tmp_path) == {}


def test_below_a_file_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file", tmp_path / "file" / "store"):
        with pytest.raises(StoreNotWritable, match="can’t be written: "):
            Embedded.on_disk(path)


def test_without_permission_nothing_can_be_written(tmp_path: Path, store: Path) -> None:
    directories = (tmp_path, store, store / "data")
    for path in directories:
        path.chmod(0o500)
    try:
        if os.access(store, os.W_OK):
            pytest.skip("who runs the tests may write everywhere")
        for path in (store, tmp_path / "new"):
            with pytest.raises(StoreNotWritable, match="can’t be written: "):
                Embedded.on_disk(path)
    finally:
        for path in directories:
            path.chmod(0o700)


def test_a_damaged_database_is_told_of(store: Path) -> None:
    (store / "data" / "CURRENT").write_text("garbage\n")
    with pytest.raises(StoreError, match="can’t be opened: Corruption"):
        Embedded.on_disk(store)


def test_a_damaged_state_is_told_of_and_can_be_removed(store: Path) -> None:
    (store / "state.json").write_text("{")
    with pytest.raises(StoreError, match=r"state\.json is damaged") as caught:
        Embedded.on_disk(store)
    assert "Remove it" in caught.value.hint
    (store / "state.json").unlink()
    assert Embedded.on_disk(store).graphs() == (GRAPH,)
