import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from reportedly import generation, resources
from reportedly.cli import main
from reportedly.engine.opening import open_engine
from reportedly.media import TURTLE

SLUG = "syria-2024-12-02"
TEMPLATES = resources.data() / "templates"


def export(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


@pytest.mark.parametrize("report", [SLUG, f"https://w3id.org/reportedly/report/{SLUG}"])
def test_a_shipped_report_is_written_by_its_slug_or_its_iri(report: str) -> None:
    result = export(report, "--to", "annotations")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["type"] == "AnnotationCollection"


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("annotations", '{\n "@context": ['),
        ("claims", '{\n "@context": "https://schema.org"'),
        ("provenance", "@prefix"),
        ("citation", "The reportedly project ("),
        ("bibtex", "@misc{reportedly-syria-2024-12-02,"),
        ("csl", '[\n {\n  "id"'),
        ("csv", "statement,notation,sources,through,"),
    ],
)
def test_forms(form: str, start: str) -> None:
    result = export(SLUG, "--to", form)
    assert result.exit_code == 0
    assert result.stdout.startswith(start)
    assert result.stdout_bytes.endswith(b"\n")


@pytest.mark.parametrize("name", ["minimal.ttl", "minimal.jsonld"])
def test_a_file_is_written_without_a_store(name: str) -> None:
    result = export(TEMPLATES / name, "--to", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout, newline="")))
    assert [row["sources"] for row in rows] == [
        *("Fire brigade of Samplebridge", "A resident", "The report’s author")
    ]


def test_provenance_is_turtle() -> None:
    result = export(TEMPLATES / "minimal.ttl", "--to", "provenance")
    assert len(list(ox.parse(result.stdout_bytes, ox.RdfFormat.TURTLE))) > 10


def test_what_a_file_shares_with_others_is_named(tmp_path: Path) -> None:
    (report,) = generation.corpus(reports=1, seed=1)
    path, shared = tmp_path / "report.ttl", tmp_path / "shared.ttl"
    path.write_text(report.turtle, "utf-8")
    shared.write_text(generation.shared(), "utf-8")
    assert export(path, "--to", "csv").exit_code == 2
    told = export(path, "--with", shared, "--to", "claims")
    assert told.exit_code == 0
    assert not [each for each in json.loads(told.stdout)["@graph"] if not each.get("@id")]


def test_a_report_in_a_store_is_written(tmp_path: Path) -> None:
    (report,) = generation.corpus(reports=1, seed=1)
    engine = open_engine(tmp_path / "store")
    engine.replace(report.iri, report.turtle.encode(), TURTLE.media_type)
    engine.close()
    result = export(report.slug, "--store", tmp_path / "store", "--to", "citation")
    assert result.exit_code == 0
    assert report.iri in result.stdout


def test_a_slug_is_one_although_there_is_a_folder_of_this_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / SLUG).mkdir()
    monkeypatch.chdir(tmp_path)
    assert export(SLUG, "--to", "citation").exit_code == 0


def test_it_is_written_to_a_file_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "citation.bib"
    assert export(SLUG, "--to", "bibtex", "--out", path).exit_code == 0
    before = path.read_bytes()
    assert export("none", "--to", "bibtex", "--out", path).exit_code == 2
    assert path.read_bytes() == before
    assert before.startswith(b"@misc{")


def test_a_file_that_does_not_conform_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "report.ttl"
    turtle = (TEMPLATES / "minimal.ttl").read_text("utf-8")
    path.write_text(turtle.replace("kind:paraphrase", "kind:paraphrased"), "utf-8")
    result = export(path, "--to", "annotations")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"reportedly validate {path}" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none"], "none"),
        (["None such"], "no report"),
        (["none.ttl"], "no file"),
        ([TEMPLATES], "is a folder"),
        ([TEMPLATES / "minimal.txt"], "of a kind that is not read here"),
        ([SLUG, "--store", "nowhere"], "There is no store"),
        ([TEMPLATES / "minimal.ttl", "--store", "nowhere"], "leave out --store"),
        ([SLUG, "--with", TEMPLATES / "minimal.ttl"], "--with goes with a FILE"),
    ],
)
def test_what_can_not_be_used_is_told(arguments: list[str | Path], said: str) -> None:
    result = export(*arguments, "--to", "csv")
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr
