"""What is said when somebody interrupts a command that goes through many files."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from reportedly.cli.batch import Interrupted, go_through
from reportedly.cli.journal import kept
from reportedly.cli.verdict import Result, Verdict


def interrupted(files: Sequence[Path]) -> Iterator[Verdict]:
    """The verdicts on two files, before the third is interrupted."""
    yield Verdict(str(files[0]), "", Result.PUBLISHED)
    yield Verdict(str(files[1]), "", Result.UNUSABLE)
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("journal", "cure"),
    [(None, "With --journal FILE"), ("j", "With the same --journal")],
)
def test_an_interruption_says_what_is_done(tmp_path: Path, journal: str | None, cure: str) -> None:
    files = [tmp_path / f"{number}.ttl" for number in range(3)]
    for path in files:
        path.write_text(path.name)
    book = kept(tmp_path / journal if journal else None, "", [Result.PUBLISHED])
    with book as opened, pytest.raises(Interrupted) as caught:
        go_through(files, interrupted, opened)
    assert "1 of 3 files are done, 1 with something to mend." in caught.value.message
    assert cure in caught.value.message
