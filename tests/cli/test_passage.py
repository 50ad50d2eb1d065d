"""`reportedly passage`: positions and digests to paste, and what to do when words are missing."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportedly import documents
from reportedly.cli import main
from reportedly.terms import OA, RPT

TEXT = "🌧 “It’s wet”, said a man.\nA man – an\xa0old one – was wet.\n"
PREFIXES = "PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX rpt: <https://w3id.org/reportedly/ns#>"


def sha(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode())
    return path


def run(text: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["passage", "--text", str(text), *arguments])


def spans(result: Result) -> list[tuple[int, int]]:
    assert result.exit_code == 0, result.output
    return [(each["start"], each["end"]) for each in json.loads(result.stdout)]


def test_without_words_it_is_the_whole_text_in_code_points(text: Path) -> None:
    assert run(text).stdout == f'    rpt:digest "{sha(TEXT)}" ;\n    rpt:length {len(TEXT)} .\n'
    told = json.loads(run(text, "--json").stdout)
    assert told == {"digest": sha(TEXT), "length": len(TEXT)}


def test_the_lines_are_turtle_of_the_passage(text: Path) -> None:
    lines = run(text, "said a man").stdout
    graph = documents.parse_turtle(f"{PREFIXES} <a:p> {lines}".encode(), name="lines")
    told = {predicate: str(value) for _, predicate, value in graph}
    assert TEXT[int(told[OA.start]) : int(told[OA.end])] == "said a man"
    assert told[RPT.digest] == sha("said a man")


def test_every_place_is_told(text: Path) -> None:
    assert [TEXT[a:b] for a, b in spans(run(text, "--json", "wet"))] == ["wet", "wet"]
    assert run(text, "wet").stdout.count("oa:start") == 2


def test_words_need_no_quoting(text: Path) -> None:
    assert run(text, "said", "a", "man").stdout == run(text, "said a man").stdout


def test_two_numbers_are_positions(text: Path) -> None:
    assert run(text, "3", "10").stdout == run(text, TEXT[3:10]).stdout


@pytest.mark.parametrize("positions", [("5", "5"), ("9", "3"), ("0", "99"), ("0", "9" * 18)])
def test_positions_beyond_the_text_are_refused(text: Path, positions: tuple[str, str]) -> None:
    result = run(text, *positions)
    assert result.exit_code == 2
    assert f"from 0 to {len(TEXT)}" in result.stderr


def test_the_text_itself_is_not_written(text: Path) -> None:
    assert "man" not in run(text, "said a man").output


def on_a_terminal(text: Path, *arguments: str) -> str:
    """What a terminal shows of the command."""
    leader, follower = os.openpty()
    command = [sys.executable, "-m", "reportedly", "passage", "--text", str(text), *arguments]
    subprocess.run(command, stdout=follower, stderr=follower, check=True)
    os.close(follower)
    shown = os.read(leader, 4096).decode()
    os.close(leader)
    return shown


def test_on_a_terminal_what_is_around_is_shown_on_one_line(text: Path) -> None:
    assert "[said a man]. A man" in on_a_terminal(text, "said a man")


def test_what_steers_a_terminal_is_not_shown(text: Path) -> None:
    text.write_bytes(b"wet \x1b[2J\x1b[31m")
    assert "wet] \ufffd[2J\ufffd[31m" in on_a_terminal(text, "wet")


@pytest.mark.parametrize(
    "words", ['"It\'s wet"', "“it’s wet”", "an old one - was", "a man. A man -"]
)
def test_what_looks_like_the_words_is_named_with_its_place(text: Path, words: str) -> None:
    result = run(text, words)
    assert (result.exit_code, result.stdout) == (1, "")
    start, end = result.stderr.split(" instead")[0].split()[-2:]
    assert spans(run(text, "--json", start, end)) == [(int(start), int(end))]
    assert len(TEXT[int(start) : int(end)]) == len(words)


def test_words_that_are_nowhere_are_an_error(text: Path) -> None:
    result = run(text, "the sun shone")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "does not have “the sun shone”" in result.stderr
    assert "Copy the words from it" in result.stderr


@pytest.mark.parametrize("words", ["", " ", "\n"])
def test_empty_words_are_refused(text: Path, words: str) -> None:
    assert run(text, words).exit_code == 2


@pytest.mark.parametrize(
    ("content", "remark"),
    [
        ("\ufeff" + TEXT, "a byte order mark at its start"),
        (TEXT.replace("\n", "\r\n"), "line ends of Windows (CRLF)"),
    ],
)
def test_what_an_editor_did_to_the_text_is_remarked(text: Path, content: str, remark: str) -> None:
    text.write_bytes(content.encode())
    result = run(text, "--json", "wet")
    assert remark in result.stderr
    assert [content[a:b] for a, b in spans(result)] == ["wet", "wet"]


def test_a_text_that_is_not_utf_8_is_refused(text: Path) -> None:
    text.write_bytes(b"wet\xff")
    assert run(text, "wet").exit_code == 2
