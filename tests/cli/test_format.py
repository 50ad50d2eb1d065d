from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportedly import documents, resources
from reportedly.cli import main

UNTIDY = "PREFIX x: <https://x.org/>\nx:b a x:C .x:a x:q 01.50 , 'its'@en;\n x:p x:b ."
ORDERED = """\
PREFIX x: <https://x.org/>

x:a
    x:p x:b ;
    x:q
        "its"@en ,
        01.50 .

x:b
    a x:C .
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["format", *map(str, arguments)])


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    path = tmp_path / "untidy.ttl"
    path.write_text(UNTIDY)
    return path


def test_a_file_is_written_anew(untidy: Path) -> None:
    result = run(untidy)
    assert (result.exit_code, result.stdout) == (0, f"{untidy} is written anew.\n")
    assert untidy.read_text() == ORDERED
    assert (run(untidy).exit_code, run(untidy).stdout) == (0, "")


def test_the_triples_stay_as_they_are(untidy: Path) -> None:
    before = set(documents.read_turtle(untidy))
    run(untidy)
    assert set(documents.read_turtle(untidy)) == before


def test_check_changes_nothing(untidy: Path) -> None:
    before = untidy.read_bytes()
    result = run("--check", untidy)
    assert (result.exit_code, result.stdout) == (1, f"{untidy} would change.\n")
    assert untidy.read_bytes() == before


def test_all_that_is_shipped_has_this_form() -> None:
    assert run("--check", resources.data(), resources.shapes(), resources.ontology()).stdout == ""


@pytest.mark.parametrize(
    "comment",
    ["# why\n", "x:a x:p x:b # why\n", 'x:a\\#b x:p \'#\', """"#""", <a:b#c> .# why\n'],
)
def test_comments_are_not_lost_unasked(untidy: Path, comment: str) -> None:
    untidy.write_text("PREFIX x: <https://x.org/>\n" + comment.replace("b #", "b . #"))
    before = untidy.read_bytes()
    result = run(untidy)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Comments would be lost in" in result.stderr
    assert untidy.read_bytes() == before
    assert run("--drop-comments", untidy).exit_code == 0
    assert "why" not in untidy.read_text()


def test_a_hash_in_an_iri_a_string_or_a_name_is_no_comment(untidy: Path) -> None:
    untidy.write_text(
        "PREFIX x: <https://x.org/> x:a\\#b x:p '#','''#'#''',\"#\",\"\"\"\"#\"\"\",<a:b#c>."
    )
    assert run(untidy).exit_code == 0


def test_one_file_that_can_not_be_read_leaves_all_as_they_are(untidy: Path) -> None:
    broken = untidy.with_name("z.ttl")
    broken.write_text("PREFIX x: <https://x.org/>\nx:a .")
    before = untidy.read_bytes()
    result = run(untidy.parent)
    assert (result.exit_code, untidy.read_bytes()) == (2, before)
    assert "z.ttl, line 2" in result.stderr


def test_blank_nodes_in_a_circle_are_named_as_the_reason(untidy: Path) -> None:
    untidy.write_text("_:a <x:p> _:b . _:b <x:p> _:a .")
    result = run(untidy)
    assert result.exit_code == 2
    assert "can’t be written in one form.\nblank nodes form a circle" in result.stderr


def test_a_file_keeps_its_rights(untidy: Path) -> None:
    untidy.chmod(0o640)
    run(untidy)
    assert untidy.stat().st_mode & 0o777 == 0o640
    assert list(untidy.parent.iterdir()) == [untidy]


def test_only_turtle_is_taken(tmp_path: Path) -> None:
    (tmp_path / "x.nt").write_text("")
    assert "of a kind that is not read here" in run(tmp_path / "x.nt").stderr
    assert "There is no document in" in run(tmp_path).stderr
    assert "There is no file" in run(tmp_path / "none.ttl").stderr
