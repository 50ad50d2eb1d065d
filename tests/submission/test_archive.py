"""The archive: what was kept stays as it was, and nothing is half there."""

import os
from pathlib import Path

import pytest

from reportedly.errors import StoreError, StoreNotWritable
from reportedly.submission.archive import Archive, InMemory, OnDisk, digest_of

CONTENTS = [b"one", b"two", b""]


@pytest.fixture(params=["memory", "disk"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Archive:
    return InMemory() if request.param == "memory" else OnDisk(tmp_path / "kept")


def test_what_was_kept_can_be_read(archive: Archive) -> None:
    archive.keep(CONTENTS)
    archive.keep([b"one", b"three"])
    for content in (*CONTENTS, b"three"):
        assert archive.read(digest_of(content)) == content


def test_what_was_not_kept_is_an_error(archive: Archive) -> None:
    with pytest.raises(StoreError, match=digest_of(b"none")):
        archive.read(digest_of(b"none"))


def test_a_damaged_file_is_not_passed_off_as_what_was_submitted(tmp_path: Path) -> None:
    archive = OnDisk(tmp_path)
    archive.keep([b"one"])
    (tmp_path / digest_of(b"one")).write_bytes(b"other")
    with pytest.raises(StoreError):
        archive.read(digest_of(b"one"))


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    archive = OnDisk(tmp_path / "kept")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(StoreNotWritable, match="No space"):
            archive.keep([b"one"])
    assert list((tmp_path / "kept").iterdir()) == []


def test_what_was_interrupted_is_removed(tmp_path: Path) -> None:
    (tmp_path / f"{digest_of(b'one')}.1234.new").write_bytes(b"o")
    OnDisk(tmp_path).keep([b"two"])
    assert [path.name for path in tmp_path.iterdir()] == [digest_of(b"two")]
