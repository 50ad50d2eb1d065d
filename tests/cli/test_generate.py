from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportedly import generation
from reportedly.cli import main


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["generate", *map(str, arguments)])


def test_turtle_is_a_file_for_each_report_and_one_for_what_they_share(tmp_path: Path) -> None:
    result = run("--reports", "2", "--seed", "9", "--out", tmp_path / "new" / "corpus")
    assert (result.exit_code, result.output) == (0, "")
    written = {
        path.relative_to(tmp_path / "new/corpus").as_posix(): path.read_text("utf-8")
        for path in tmp_path.rglob("*.*")
    }
    one, two = generation.corpus(reports=2, seed=9)
    assert written == {
        "shared/synthetic.ttl": generation.shared(),
        "synthetic-000001.ttl": one.turtle,
        "synthetic-000002.ttl": two.turtle,
    }


def test_texts_verify_what_stands_beside_them(tmp_path: Path) -> None:
    assert run("--reports", "1", "--out", tmp_path, "--texts").exit_code == 0
    report, text = tmp_path / "synthetic-000001.ttl", tmp_path / "synthetic-000001.txt"
    result = CliRunner().invoke(main, ["verify", str(report), "--text", str(text)])
    assert result.exit_code == 0, result.output


def test_nquads_are_one_stream(tmp_path: Path) -> None:
    result = run("--reports", "2", "--format", "nquads")
    assert result.exit_code == 0
    (report, other) = generation.corpus(reports=2, seed=1)
    expected = generation.shared_nquads() + report.nquads() + other.nquads()
    assert result.stdout_bytes == expected
    file = tmp_path / "corpus.nq"
    assert run("--reports", "2", "--format", "nquads", "--out", file).exit_code == 0
    assert file.read_bytes() == expected


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    result = run("--reports", "1", "--out", tmp_path)
    assert result.exit_code == 2
    assert "is not empty.\nName a new folder" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_in_the_way_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for arguments in (("--out", tmp_path / "file"), ("--format", "nquads", "--out", tmp_path)):
        result = run("--reports", "1", *arguments)
        assert result.exit_code == 2
        assert "can’t be written: " in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--reports", "1"], "Turtle needs a folder"),
        (["--reports", "1", "--format", "nquads", "--texts"], "--texts goes with"),
        (["--reports", "0", "--out", "x"], "0 is not in the range"),
        (["--out", "x"], "Missing option '--reports'"),
    ],
)
def test_options_that_do_not_fit_are_explained(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
