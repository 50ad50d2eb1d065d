from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportedly.cli import main

TEXT = "One said.\nTwo denied.\nThree knew.\n"


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report with the second line of the text as its only passage."""
    path = tmp_path / "report.ttl"
    path.write_text(f"""
        PREFIX rpt: <https://w3id.org/reportedly/ns#>
        PREFIX oa: <http://www.w3.org/ns/oa#>
        PREFIX : <https://w3id.org/reportedly/report/x#>
        <https://w3id.org/reportedly/report/x> a rpt:Report ; rpt:digest "{digest(TEXT)}" .
        :p oa:start 10 ; oa:end 21 ; rpt:digest "{digest(TEXT[10:21])}" .
    """)
    return path


def verify(report: Path, text: str) -> Result:
    file = report.with_suffix(".txt")
    file.write_bytes(text.encode())
    return CliRunner().invoke(main, ["verify", str(report), "--text", str(file)])


def test_the_very_text_agrees(report: Path) -> None:
    result = verify(report, TEXT)
    assert (result.exit_code, result.stdout.count("\n")) == (0, 2)
    assert "the very one" in result.stdout


def test_a_passage_that_was_moved_is_said_to_be_elsewhere(report: Path) -> None:
    result = verify(report, "So:\n" + TEXT)
    assert result.exit_code == 1
    assert "the text has 4 characters more before them" in result.stdout


def test_changed_words_are_no_fault_of_the_editor(report: Path) -> None:
    result = verify(report, TEXT.replace("denied", "agreed").replace("\n", "\r\n"))
    assert result.exit_code == 1
    assert "The file has" not in result.stdout


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("\ufeff" + TEXT, "The file has a byte order mark at its start: without"),
        (TEXT.replace("\n", "\r\n"), "The file has line ends of Windows (CRLF) instead of"),
        ("\ufeff" + TEXT.replace("\n", "\r\n"), "its start and line ends of Windows (CRLF)"),
    ],
)
def test_what_an_editor_did_to_the_text_is_named(report: Path, text: str, reason: str) -> None:
    result = verify(report, text)
    assert result.exit_code == 1
    assert reason in result.stdout


def test_a_wrong_digest_is_not_taken_for_changed_words(report: Path) -> None:
    told = report.read_text().replace(digest(TEXT[10:21]), digest(TEXT))
    report.write_text(told)
    result = verify(report, TEXT)
    assert result.exit_code == 1
    assert "The text is the one that the report was made from" in result.stdout
    assert digest(TEXT[10:21]) in result.stdout


def test_wrong_positions_in_the_right_text_are_no_change_of_it(report: Path) -> None:
    report.write_text(
        report.read_text().replace("oa:start 10 ; oa:end 21", "oa:start 9 ; oa:end 20")
    )
    result = verify(report, TEXT)
    assert "The words that it means begin at character 10: correct oa:start" in result.stdout


def test_a_passage_beyond_the_end_is_said_to_be(report: Path) -> None:
    report.write_text(report.read_text().replace("oa:end 21", "oa:end 99"))
    assert "The text has 34 characters" in verify(report, TEXT).stdout


def test_a_length_in_bytes_is_found(report: Path) -> None:
    report.write_text(report.read_text().replace("rpt:digest", "rpt:length 36 ; rpt:digest", 1))
    result = verify(report, TEXT)
    assert result.exit_code == 1
    assert "rpt:length is 36, the text has 34 characters." in result.stdout
