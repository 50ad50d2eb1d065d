"""The operator's texts, by what they hold and not by what they are called."""

from hashlib import sha256
from pathlib import Path

import pytest

from reportedly.errors import SettingsError
from reportedly.texts import Texts

TEXT = "Strikes were reported; “several” people fled.\r\nمن"
DIGEST = sha256(TEXT.encode()).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "any name").write_bytes(TEXT.encode())
    (tmp_path / "other.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "folder").mkdir()
    return tmp_path


def test_a_text_is_found_by_its_digest_with_its_line_ends(folder: Path) -> None:
    assert Texts.of(folder).find(DIGEST) == TEXT


@pytest.mark.parametrize("digest", ["", "0" * 64, "../any name"])
def test_what_nobody_supplied_is_not_found(folder: Path, digest: str) -> None:
    assert Texts.of(folder).find(digest) is None


def test_a_file_that_was_changed_is_not_the_text_any_more(folder: Path) -> None:
    texts = Texts.of(folder)
    (folder / "any name").write_text("something else")
    assert texts.find(DIGEST) is None


def test_a_file_that_is_gone_is_no_text(folder: Path) -> None:
    texts = Texts.of(folder)
    (folder / "any name").unlink()
    assert texts.find(DIGEST) is None


def test_bytes_that_are_no_text_are_not_shown(folder: Path) -> None:
    assert Texts.of(folder).find(sha256(b"\xff\xfe").hexdigest()) is None


def test_there_may_be_no_folder() -> None:
    assert Texts.of(None).find(DIGEST) is None


def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="missing"):
        Texts.of(tmp_path / "missing")
