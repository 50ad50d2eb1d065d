import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportedly import resources
from reportedly.cli import main

CASES = Path(__file__).parents[1] / "cases"
REPORTS = resources.turtle_files(resources.data() / "reports")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["validate", *map(str, arguments)])


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.ttl"
    path.write_text("PREFIX rpt: <https://w3id.org/reportedly/ns#>\nrpt:x a rpt:Statment .\n")
    return path


def test_the_shipped_reports_conform() -> None:
    result = run(*REPORTS)
    assert (result.exit_code, result.output) == (0, "Conforms.\n")


def test_shared_data_and_the_vocabulary_conform() -> None:
    result = run(*resources.turtle_files(resources.data() / "shared"))
    assert (result.exit_code, result.output) == (0, "Conforms.\n")


@pytest.mark.parametrize(
    "case", sorted((CASES / "valid").glob("*.ttl")), ids=lambda case: case.stem
)
def test_whole_reports_conform(case: Path) -> None:
    assert run(case).exit_code == 0


def test_a_violation_exits_1_with_the_cure(wrong: Path) -> None:
    result = run(wrong)
    assert result.exit_code == 1
    assert "Did you mean rpt:Statement?" in result.stdout
    assert result.stdout.endswith("Does not conform: 1 violation.\n")


def test_one_bad_file_spoils_all(wrong: Path) -> None:
    assert run(*REPORTS, wrong).exit_code == 1


def test_json_and_turtle_go_to_standard_output(wrong: Path) -> None:
    assert json.loads(run("--format", "json", wrong).stdout)["conforms"] is False
    assert "sh:ValidationReport" in run("--format", "turtle", wrong).stdout


def test_a_warning_does_not_fail(tmp_path: Path) -> None:
    (tmp_path / "passage.ttl").write_text(
        "PREFIX rpt: <https://w3id.org/reportedly/ns#>\nPREFIX oa: <http://www.w3.org/ns/oa#>\n"
        f'<https://example.org/p> a rpt:Passage ; oa:start 0 ; oa:end 1 ; rpt:digest "{"0" * 64}" .'
    )
    result = run(tmp_path / "passage.ttl")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "Conforms: 1 warning.")


def test_an_unreadable_file_exits_2_and_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("PREFIX rpt: <https://w3id.org/reportedly/ns#>\nrpt:x a .\n")
    result = run(*REPORTS, path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{path}, line 2, column 9" in result.stderr


def test_a_missing_file_exits_2(tmp_path: Path) -> None:
    result = run(tmp_path / "none.ttl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "There is no file" in result.stderr


def test_no_file_at_all_exits_2() -> None:
    assert run().exit_code == 2


def test_a_file_without_triples_is_no_report_that_conforms(tmp_path: Path) -> None:
    empty = tmp_path / "empty.ttl"
    empty.write_text("# nothing yet\n")
    result = run(empty)
    assert result.exit_code == 2
    assert "no file holds a triple" in result.stderr
