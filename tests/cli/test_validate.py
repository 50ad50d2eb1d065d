import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner, Result
from rdflib import Graph
from rdflib.namespace import RDF, SH

from reportedly import generation, resources
from reportedly.cli import main

CASES = Path(__file__).parents[1] / "cases"
REPORTS = resources.turtle_files(resources.data() / "reports")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["validate", *map(str, arguments)])


@pytest.fixture(scope="session")
def corpus() -> Callable[[Path], Path]:
    """Writes three valid reports, a text and what they share into a new folder."""
    reports = list(generation.corpus(reports=3, seed=4))

    def write(folder: Path) -> Path:
        (folder / "shared").mkdir()
        (folder / "shared" / "synthetic.ttl").write_text(generation.shared(), encoding="utf-8")
        for number, report in enumerate(reports):
            (folder / f"{number}.ttl").write_text(report.turtle, encoding="utf-8")
        (folder / "0.txt").write_bytes(reports[0].text.encode())
        return folder

    return write


@pytest.fixture
def reports(corpus: Callable[[Path], Path], tmp_path: Path) -> Path:
    """A folder with three valid reports."""
    return corpus(tmp_path)


@pytest.fixture
def wrong(reports: Path) -> Path:
    """A report with a misspelt property on a known line."""
    path = reports / "1.ttl"
    path.write_text(path.read_text().replace("rpt:act ", "rpt:akt ", 1))
    return path


@pytest.fixture
def shared(reports: Path) -> str:
    """What the reports share, as an option."""
    return f"--with={reports / 'shared'}"


def test_the_shipped_reports_conform() -> None:
    result = run(*REPORTS)
    assert (result.exit_code, result.output) == (0, "Conforms.\n")


@pytest.mark.parametrize(
    "case", sorted((CASES / "valid").glob("*.ttl")), ids=lambda case: case.stem
)
def test_whole_reports_conform(case: Path) -> None:
    assert run(case).exit_code == 0


def test_a_violation_exits_1_with_its_place_and_the_cure(wrong: Path, shared: str) -> None:
    line = next(n for n, each in enumerate(wrong.read_text().splitlines(), 1) if ":akt" in each)
    result = run(wrong, shared)
    assert result.exit_code == 1
    assert f"{wrong}:{line}:" in result.stdout
    assert "Did you mean rpt:act?" in result.stdout
    assert result.stdout.endswith("Does not conform: 2 violations.\n")


def test_a_folder_is_told_as_a_table_of_what_is_to_be_mended(
    wrong: Path, reports: Path, shared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    (reports / "2.ttl").write_text("<a:b> a .")
    result = run(reports, shared)
    assert result.exit_code == 2
    first, second, _, verdict = result.stdout.splitlines()[-4:]
    assert first.split() == [str(wrong), "not", "conforming", "2"]
    assert second.split() == [str(reports / "2.ttl"), "unusable", "1"]
    assert verdict == "3 files: 1 conforming, 1 not conforming, 1 unusable."


def test_the_name_of_a_file_does_not_steer_the_terminal(tmp_path: Path) -> None:
    for name in ("a\x1b[2J.ttl", "b\u202e.ttl"):
        (tmp_path / name).write_text("<a:b> a .")
    output = run(tmp_path).stdout
    assert not {"\x1b", "\u202e"} & set(output)
    assert output.count("\ufffd") == 4


def test_actors_that_are_shared_must_be_named(reports: Path, shared: str) -> None:
    assert run(reports / "0.ttl", shared).exit_code == 0
    result = run(reports / "0.ttl")
    assert result.exit_code == 1
    assert "is not among the shared actors and places" in result.stdout


def test_a_fault_in_what_is_shared_is_no_fault_of_the_reports(reports: Path, shared: str) -> None:
    (reports / "shared" / "broken.ttl").write_text("<a:b> a .")
    result = run(reports / "0.ttl", shared)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{reports / 'shared' / 'broken.ttl'}, line 1, column 9" in result.stderr


def test_the_text_is_compared(reports: Path, shared: str) -> None:
    text = reports / "0.txt"
    told = json.loads(run(reports / "0.ttl", shared, "--text", text, "--format", "jsonl").stdout)
    assert (told["result"], told["textChecked"]) == ("conforms", True)
    text.write_bytes(text.read_bytes().replace(b"a", b"o"))
    result = run(reports / "0.ttl", shared, "--text", text)
    assert result.exit_code == 1
    assert "The text does not have this passage at its place" in result.stdout


def test_the_text_goes_with_one_report(reports: Path) -> None:
    assert run(reports, "--text", reports / "0.txt").exit_code == 2


def test_findings_are_told_in_french(wrong: Path, shared: str) -> None:
    result = run(wrong, shared, "--language", "fr")
    assert "Vouliez-vous dire rpt:act ?" in result.stdout
    assert result.stdout.endswith("Non conforme : 2 violations.\n")


@pytest.mark.usefixtures("wrong")
def test_lines_of_json_have_a_verdict_for_each_file(reports: Path, shared: str) -> None:
    result = run(reports, shared, "--format", "jsonl")
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [each["result"] for each in told] == ["conforms", "violates", "conforms"]
    assert told[1]["findings"][0]["line"] > 1
    assert told[0]["summary"]["triples"] > 500
    assert "3 files: 2 conforming, 1 not conforming." in result.stderr


@pytest.mark.usefixtures("wrong")
def test_json_is_one_document(reports: Path, shared: str) -> None:
    told = json.loads(run(reports, shared, "--format", "json").stdout)
    assert (told["ok"], len(told["files"])) == (False, 3)


def test_sarif_has_a_result_for_each_finding(wrong: Path, shared: str) -> None:
    run_of = json.loads(run(wrong, shared, "--format", "sarif").stdout)["runs"][0]
    places = [each["locations"][0]["physicalLocation"] for each in run_of["results"]]
    assert {each["artifactLocation"]["uri"] for each in places} == {wrong.as_uri()}
    assert all(each["region"]["startLine"] > 1 for each in places)


def test_turtle_is_the_report_of_one_file(wrong: Path, reports: Path, shared: str) -> None:
    result = run(wrong, shared, "--format", "turtle")
    assert result.exit_code == 1
    report = Graph().parse(data=result.stdout, format="turtle")
    assert len(list(report.subjects(RDF.type, SH.ValidationResult))) == 2
    assert run(reports, shared, "--format", "turtle").exit_code == 2


@pytest.mark.usefixtures("wrong")
def test_a_report_can_be_written_to_a_file(reports: Path, shared: str) -> None:
    out = reports / "findings.sarif"
    result = run(reports, shared, "--format", "sarif", "--out", out)
    assert (result.exit_code, result.stdout) == (1, "")
    assert json.loads(out.read_text())["version"] == "2.1.0"


def test_n_triples_are_read_by_the_end_of_the_name(reports: Path) -> None:
    (reports / "x.nt").write_text("<a:b> <a:c> .\n")
    assert f"{reports / 'x.nt'}:1:13: " in run(reports / "x.nt").stdout


def test_an_unreadable_file_exits_2_and_points_at_the_place(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("PREFIX rpt: <https://w3id.org/reportedly/ns#>\nrpt:x a .\n")
    result = run(path)
    assert result.exit_code == 2
    assert f"{path}:2:9: violation: Not well-formed RDF\n  | rpt:x a .\n" in result.stdout


def test_a_missing_file_exits_2_before_anything_is_checked(reports: Path) -> None:
    result = run(reports / "0.ttl", reports / "none.ttl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "There is no file" in result.stderr


def test_no_file_at_all_exits_2(reports: Path, shared: str) -> None:
    assert run().exit_code == 2
    assert run(reports / "shared", shared).exit_code == 2


# Several files as one graph


def test_shared_data_and_the_vocabulary_conform() -> None:
    result = run("--together", resources.data() / "shared")
    assert (result.exit_code, result.output) == (0, "Conforms.\n")


def test_one_bad_file_spoils_all(tmp_path: Path) -> None:
    path = tmp_path / "wrong.ttl"
    path.write_text("PREFIX rpt: <https://w3id.org/reportedly/ns#>\nrpt:x a rpt:Statment .\n")
    result = run("--together", *REPORTS, path)
    assert result.exit_code == 1
    assert "Did you mean rpt:Statement?" in result.stdout
    assert "sh:ValidationReport" in run("--together", "--format", "turtle", path).stdout


def test_a_warning_does_not_fail(tmp_path: Path) -> None:
    (tmp_path / "passage.ttl").write_text(
        "PREFIX rpt: <https://w3id.org/reportedly/ns#>\nPREFIX oa: <http://www.w3.org/ns/oa#>\n"
        f'<https://example.org/p> a rpt:Passage ; oa:start 0 ; oa:end 1 ; rpt:digest "{"0" * 64}" .'
    )
    result = run("--together", tmp_path / "passage.ttl")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "Conforms: 1 warning.")


def test_files_without_triples_are_no_data_that_conform(tmp_path: Path) -> None:
    empty = tmp_path / "empty.ttl"
    empty.write_text("# nothing yet\n")
    assert "no file holds a triple" in run("--together", empty).stderr
    assert run(empty).exit_code == 2


# Going on after an interruption


def lines(journal: Path) -> list[str]:
    return [Path(json.loads(line)["file"]).name for line in journal.read_text().splitlines()]


@pytest.mark.usefixtures("wrong")
def test_what_the_journal_has_is_not_checked_again(
    reports: Path, shared: str, tmp_path: Path
) -> None:
    journal = tmp_path / "done.jsonl"
    first = run(reports, shared, "--journal", journal)
    assert lines(journal) == ["0.ttl", "1.ttl", "2.ttl"]
    again = run(reports, shared, "--journal", journal)
    assert (again.exit_code, again.stdout) == (1, first.stdout)
    assert len(lines(journal)) == 3


def test_a_file_that_has_changed_is_checked_again(
    wrong: Path, reports: Path, shared: str, tmp_path: Path
) -> None:
    journal = tmp_path / "done.jsonl"
    run(reports, shared, "--journal", journal)
    wrong.write_text(wrong.read_text().replace("rpt:akt", "rpt:act"))
    assert run(reports, shared, "--journal", journal).exit_code == 0
    assert lines(journal)[3:] == ["1.ttl"]


def test_other_conditions_need_another_check(reports: Path, shared: str, tmp_path: Path) -> None:
    journal = tmp_path / "done.jsonl"
    run(reports / "0.ttl", shared, "--journal", journal)
    assert run(reports / "0.ttl", "--journal", journal).exit_code == 1
    assert len(lines(journal)) == 2


def test_a_torn_line_is_taken_out_of_the_journal(
    reports: Path, shared: str, tmp_path: Path
) -> None:
    journal = tmp_path / "done.jsonl"
    run(reports, shared, "--journal", journal)
    whole = journal.read_bytes()
    journal.write_bytes(whole[:-20])
    assert run(reports, shared, "--journal", journal).exit_code == 0
    assert journal.read_bytes() == whole


@pytest.mark.parametrize("content", ["notes", "notes\n", '{"file": "x"}\n', "[]\n", '{"a'])
def test_a_file_of_something_else_is_no_journal(
    reports: Path, shared: str, tmp_path: Path, content: str
) -> None:
    journal = tmp_path / "notes"
    journal.write_text(content)
    result = run(reports, shared, "--journal", journal)
    assert result.exit_code == 2
    assert "line 1, is not of a journal" in result.stderr
    assert journal.read_text() == content


@pytest.mark.slow
@pytest.mark.usefixtures("wrong")
def test_several_processes_say_what_one_says(reports: Path, shared: str) -> None:
    (reports / "2.ttl").write_text("<a:b> a .")
    assert run(reports, shared, "--jobs", "2").stdout == run(reports, shared).stdout


@pytest.fixture
def many(reports: Path, tmp_path: Path) -> Path:
    """A folder of 60 reports."""
    report = (reports / "0.ttl").read_text()
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number}.ttl").write_text(f"# {number}\n{report}")
    return folder


@contextmanager
def begun(journal: Path, *arguments: str | Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A command in a process of its own, when its journal has three lines."""
    command = [*(sys.executable, "-m", "reportedly", "validate", *map(str, arguments))]
    command += ["--journal", str(journal)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as process:
        while not journal.exists() or journal.read_bytes().count(b"\n") < 3:
            assert process.poll() is None
            time.sleep(0.01)
        yield process


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interruption_leaves_a_journal_to_go_on_with(
    many: Path, shared: str, tmp_path: Path, jobs: str
) -> None:
    journal = tmp_path / "done.jsonl"
    with begun(journal, many, shared, "--jobs", jobs) as process:
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"of 60 files are done" in told
    assert b"Traceback" not in told
    assert 3 <= len(lines(journal)) < 60
    assert run(many, shared, "--journal", journal).exit_code == 0
    assert sorted(lines(journal)) == sorted(path.name for path in many.iterdir())


@pytest.mark.slow
def test_a_process_that_dies_takes_no_file_with_it(many: Path, shared: str, tmp_path: Path) -> None:
    journal = tmp_path / "done.jsonl"
    with begun(journal, many, shared, "--jobs", "2") as process:
        checking = psutil.Process(process.pid).children()
        next(each for each in checking if "spawn_main" in " ".join(each.cmdline())).kill()
        process.communicate(timeout=120)
    assert process.returncode == 0
    assert sorted(lines(journal)) == sorted(path.name for path in many.iterdir())
