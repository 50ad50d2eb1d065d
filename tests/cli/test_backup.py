"""Backups: of a store at rest and of one that is written all the while, and back again."""

import shutil
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from click.testing import CliRunner, Result

from reportedly.access.register import Register
from reportedly.access.token import Role
from reportedly.cli import main
from reportedly.engine.embedded import Embedded
from reportedly.engine.isolated import Isolated
from reportedly.engine.isolation.limits import Limits
from reportedly.engine.port import Query
from reportedly.submission.archive import digest_of, open_archive

GRAPH = "http://example.org/g"
VALUE = Query("SELECT ?o { ?s ?p ?o }", "text/csv")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store that has the value 1 at revision 1."""
    path = tmp_path / "store"
    engine = Embedded.on_disk(path)
    write(engine, 1)
    engine.close()
    return path


def write(engine: Embedded | Isolated, value: int) -> None:
    engine.replace(GRAPH, f"<#a> <#b> {value} .".encode(), "text/turtle")


def held(store: Path) -> tuple[int, int]:
    """The revision of a store, and the value in it."""
    engine = Embedded.on_disk(store, create=False)
    try:
        return engine.revision, int(engine.evaluate(VALUE).read().split()[1])
    finally:
        engine.close()


@contextmanager
def being_written(store: Path) -> Iterator[Isolated]:
    """A store that is served, with one write after the other; its value is its revision."""
    engine = Isolated(store, Limits(workers=2))
    over = Event()

    def go_on() -> None:
        while not over.is_set():
            write(engine, engine.revision + 1)

    with ThreadPoolExecutor(1) as other:
        writing = other.submit(go_on)
        try:
            yield engine
        finally:
            over.set()
            writing.result(30)
            engine.close()


def run(command: str, argument: Path, store: Path | str) -> Result:
    return CliRunner().invoke(main, [command, str(argument), "--store", str(store)])


def refused(result: Result) -> str:
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr


def names(directory: Path) -> set[str]:
    return {path.name for path in directory.iterdir()}


def test_a_store_at_rest_is_copied_and_made_again(store: Path, tmp_path: Path) -> None:
    backup, again = tmp_path / "new" / "backup", tmp_path / "again"
    result = run("backup", backup, store)
    assert result.output == f"{backup} has revision 1, with 1 triples.\n"
    assert names(backup) == {"VERSION", "state.json", "data"}
    result = run("restore", backup, again)
    assert result.output == f"{again} has revision 1, with 1 triples.\n"
    assert held(again) == held(store) == (1, 1)


def test_what_happens_later_to_the_store_does_not_reach_the_backup(
    store: Path, tmp_path: Path
) -> None:
    run("backup", tmp_path / "backup", store)
    run("restore", tmp_path / "backup", tmp_path / "again")
    for path in (store, tmp_path / "again"):
        engine = Embedded.on_disk(path)
        write(engine, 2)
        engine.close()
    assert held(tmp_path / "backup") == (1, 1)


def test_while_it_is_served_and_written_each_copy_is_of_one_moment(
    store: Path, tmp_path: Path
) -> None:
    before = 0
    with being_written(store) as engine:
        for number in range(8):
            acknowledged = engine.revision
            backup = tmp_path / f"backup-{number}"
            result = run("backup", backup, store)
            assert result.exit_code == 0, result.output
            revision, value = held(backup)
            assert revision == value >= max(acknowledged, before)
            before = revision
    assert names(tmp_path) == {"store", *(f"backup-{number}" for number in range(8))}


def test_tokens_go_with_it_and_only_their_owner_may_read_them(store: Path, tmp_path: Path) -> None:
    token, _ = Register(store).create(Role.WRITE)
    run("backup", tmp_path / "backup", store)
    run("restore", tmp_path / "backup", tmp_path / "again")
    for path in (tmp_path / "backup", tmp_path / "again"):
        assert Register(path).read() == {token.id: token}
        assert stat.S_IMODE((path / "tokens.json").stat().st_mode) == 0o600


def test_what_was_submitted_goes_with_it(store: Path, tmp_path: Path) -> None:
    for name in ("submissions", "texts"):
        open_archive(store, name).keep([b"one", b"two"])
        (store / name / "half.new").touch()
    run("backup", tmp_path / "backup", store)
    run("restore", tmp_path / "backup", tmp_path / "again")
    for path in (tmp_path / "backup", tmp_path / "again"):
        for name in ("submissions", "texts"):
            assert names(path / name) == {digest_of(b"one"), digest_of(b"two")}
            assert open_archive(path, name).read(digest_of(b"two")) == b"two"


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_directory_with_something_in_it_stays_as_it_is(
    store: Path, tmp_path: Path, command: str
) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "thesis.tex").touch()
    arguments = (full, store) if command == "backup" else (store, full)
    assert "is not empty" in refused(run(command, *arguments))
    assert names(full) == {"thesis.tex"}
    assert names(tmp_path) == {"store", "full"}


def test_an_empty_directory_will_do(store: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("backup", tmp_path / "empty", store).exit_code == 0
    assert held(tmp_path / "empty") == (1, 1)


def test_a_damaged_backup_is_refused_and_leaves_nothing(store: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    run("backup", backup, store)
    next((backup / "data").glob("*.sst")).unlink()
    assert "can’t be opened" in refused(run("restore", backup, tmp_path / "again"))
    shutil.rmtree(backup / "data")
    assert "has no database" in refused(run("restore", backup, tmp_path / "again"))
    assert names(tmp_path) == {"store", "backup"}


def test_a_backup_of_another_version_is_refused(store: Path, tmp_path: Path) -> None:
    (store / "VERSION").write_text("reportedly store 7\n")
    for command, arguments in (
        ("backup", (tmp_path / "new", store)),
        ("restore", (store, tmp_path / "new")),
    ):
        assert "“reportedly store 7”" in refused(run(command, *arguments))
    assert names(tmp_path) == {"store"}


def test_what_is_no_store_is_refused(tmp_path: Path) -> None:
    assert "There is no store" in refused(run("backup", tmp_path / "new", tmp_path / "none"))
    assert "There is no store" in refused(run("restore", tmp_path / "none", tmp_path / "new"))
    assert "in memory" in refused(run("backup", tmp_path / "new", "memory"))
    assert names(tmp_path) == set()


def test_a_store_in_use_is_no_backup(store: Path, tmp_path: Path) -> None:
    engine = Isolated(store, Limits(workers=2))
    try:
        assert "in use" in refused(run("restore", store, tmp_path / "again"))
    finally:
        engine.close()


def test_in_use_by_what_makes_no_snapshots_it_has_to_wait(store: Path, tmp_path: Path) -> None:
    engine = Embedded.on_disk(store)
    assert "makes no snapshots" in refused(run("backup", tmp_path / "new", store))
    engine.close()


def test_where_nothing_can_be_written_a_reason_is_given(store: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file", tmp_path / "file" / "new"):
        assert "can’t be made: " in refused(run("backup", path, store))
