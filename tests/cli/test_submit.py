"""Reports sent to the real server, also through a door that spoils some requests."""

import json
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner, Result

from reportedly import documents, resources
from reportedly.cli import main, remote
from tests.cli.faults import Door, busy, door, let_pass, lose_answer, lose_request, send_on
from tests.web.conftest import serving

SMALLEST = (Path(__file__).parents[1] / "cases" / "valid" / "smallest.ttl").read_text("utf-8")
TEXT = "It rained in Damascus."
SHIPPED = resources.turtle_files(resources.data() / "reports")[0]
SLUGS = (f"submitted-{number}" for number in count())
TOKEN = "rptd_" + "0" * 40


def write(path: Path) -> Path:
    """Write a report with a slug of its own, which is also in its title."""
    slug = next(SLUGS)
    content = SMALLEST.replace("report/smallest", f"report/{slug}")
    path.write_text(content.replace('"Rain in Damascus"@en ;', f'"Rain, {slug}"@en ;'), "utf-8")
    return path


def spoil(report: Path) -> Path:
    """Misspell a property of a report."""
    report.write_text(report.read_text("utf-8").replace("rpt:act ", "rpt:akt "), "utf-8")
    return report


def change(report: Path) -> Path:
    """Make another version of a report."""
    report.write_text(report.read_text("utf-8").replace('"Rain, ', '"More rain, '), "utf-8")
    return report


def submit(to: str, *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["submit", *map(str, arguments), "--to", to])


def told(to: str, *arguments: str | Path) -> list[dict[str, Any]]:
    """The verdicts on some files, as lines of JSON."""
    result = submit(to, *arguments, "--format", "jsonl")
    return [json.loads(line) for line in result.stdout.splitlines()]


def fetch(url: str, accept: str = "text/turtle") -> httpx.Response:
    return httpx.get(url, headers={"Accept": accept}, trust_env=False)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of the real server, on which everybody may write."""
    with serving("--store", "memory", "--allow-anonymous-writes") as served:
        yield served.url


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report of three statements that no server has yet."""
    return write(tmp_path / "report.ttl")


@pytest.fixture
def before(server: str) -> Iterator[Door]:
    """A door before the server."""
    with door(server) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "_DELAYS", (0.001, 0.001, 0.001))
    monkeypatch.delenv("REPORTEDLY_TOKEN", raising=False)


def test_a_report_is_published_at_the_address_that_is_told(server: str, report: Path) -> None:
    result = submit(server, report)
    assert result.exit_code == 0
    url = re.fullmatch(r"Published: (http://\S+)\n", result.stdout)
    assert url
    assert "Rain, submitted-" in fetch(url[1]).text


def test_the_same_again_changes_nothing(server: str, report: Path) -> None:
    first, again = (told(server, report)[0] for _ in range(2))
    assert (first["result"], again["result"]) == ("published", "unchanged")
    assert again["revision"] == first["revision"]


def test_findings_are_told_with_their_places_in_the_file(server: str, report: Path) -> None:
    result = submit(server, spoil(report))
    assert result.exit_code == 1
    assert f"{report}:27:" in result.stdout
    assert "  |   rpt:akt kind:assert ;\n" in result.stdout
    assert "Did you mean rpt:act?" in result.stdout
    assert result.stdout.endswith("Does not conform: 2 violations.\n")


def test_findings_are_told_in_french(server: str, report: Path) -> None:
    assert "Vouliez-vous dire rpt:act ?" in submit(server, spoil(report), "--language", "fr").stdout


def test_a_syntax_error_is_told_with_its_place_in_the_file(server: str, report: Path) -> None:
    report.write_text("PREFIX : <a:>\n:b a .\n")
    result = submit(server, report)
    assert result.exit_code == 2
    assert (
        f"{report}:2:6: violation: Not well-formed RDF\n  | :b a .\n  |      ^\n" in result.stdout
    )


def test_what_is_refused_is_told_with_the_cure(server: str, report: Path) -> None:
    report.write_text(report.read_text("utf-8") + "\n<a:b> <a:c> 1 .\n", "utf-8")
    result = submit(server, report)
    assert result.exit_code == 2
    assert re.search(
        rf"^{report}:\d+:1: violation: The submission is refused$", result.stdout, re.M
    )
    assert result.stdout.endswith("\n\nUnusable.\n")


def test_a_folder_is_sent_as_a_whole(server: str, tmp_path: Path) -> None:
    for number in range(3):
        write(tmp_path / f"{number}.ttl")
    spoil(tmp_path / "1.ttl")
    result = submit(server, tmp_path)
    assert result.exit_code == 1
    assert result.stdout.endswith("3 files: 2 published, 1 not conforming.\n")


def test_several_reports_are_on_their_way_at_a_time(tmp_path: Path, before: Door) -> None:
    for number in range(6):
        write(tmp_path / f"{number}.ttl")
    spoil(tmp_path / "1.ttl")
    before.spoiled += [lose_answer, busy, lose_request]
    done = told(before.url, tmp_path, "--jobs", "3")
    assert [Path(each["file"]).stem for each in done] == list("012345")
    assert [each["result"] for each in done].count("violates") == 1
    assert {each["result"] for each in done} <= {"published", "unchanged", "violates"}


def test_sarif_is_for_code_review(server: str, report: Path) -> None:
    log = json.loads(submit(server, spoil(report), "--format", "sarif").stdout)
    places = [each["locations"][0]["physicalLocation"] for each in log["runs"][0]["results"]]
    assert {each["artifactLocation"]["uri"] for each in places} == {report.as_uri()}


def test_the_text_goes_along_and_is_compared(server: str, report: Path) -> None:
    text = report.with_suffix(".txt")
    text.write_text(TEXT.replace("rained", "snowed"))
    assert told(server, report, "--text", text)[0]["result"] == "violates"
    text.write_text(TEXT)
    done = told(server, report, "--text", text)[0]
    assert (done["result"], done["textChecked"]) == ("published", True)


def test_n_triples_are_sent_as_such(server: str, report: Path) -> None:
    graph = documents.read_turtle(report)
    lines = report.with_suffix(".nt")
    lines.write_text(graph.serialize(format="nt"), "utf-8")
    assert told(server, lines)[0]["result"] == "published"


def test_a_long_report_is_compressed_on_the_way(report: Path, before: Door) -> None:
    report.write_text(report.read_text("utf-8") + "# " + "x" * 100_000, "utf-8")
    assert told(before.url, report)[0]["result"] == "published"
    assert before.lengths[0] < 10_000


# Reports that are there already


def test_a_name_that_is_taken_is_not_replaced_unasked(server: str, report: Path) -> None:
    submit(server, report)
    result = submit(server, change(report))
    assert result.exit_code == 1
    assert "already" in result.stdout
    assert told(server, report)[0]["result"] == "taken"


def test_a_report_is_replaced_when_asked(server: str, report: Path) -> None:
    url = told(server, report)[0]["url"]
    done = told(server, change(report), "--replace")[0]
    assert (done["result"], done["version"]) == ("replaced", 2)
    assert "More rain" in fetch(url).text
    assert "More rain" not in fetch(f"{url}/versions/1").text


def test_a_report_that_was_withdrawn_is_restored_when_asked(server: str, report: Path) -> None:
    url = told(server, report)[0]["url"]
    httpx.delete(url, params={"reason": "It snowed."}, trust_env=False).raise_for_status()
    assert told(server, report)[0]["result"] == "taken"
    assert told(server, report, "--replace", "--restore")[0]["version"] == 2
    assert fetch(url).status_code == 200


def test_a_report_that_was_withdrawn_is_not_restored_by_replacing(
    server: str, report: Path
) -> None:
    url = told(server, report)[0]["url"]
    httpx.delete(url, params={"reason": "It snowed."}, trust_env=False).raise_for_status()
    result = submit(server, change(report), "--replace")
    assert result.exit_code == 1
    assert "The report was withdrawn, and is not restored." in result.stdout
    assert "--restore" in result.stdout
    assert fetch(url).status_code == 410


def test_restoring_goes_with_replacing(server: str, report: Path) -> None:
    result = submit(server, report, "--restore")
    assert result.exit_code == 2
    assert "--restore goes with --replace" in result.stderr


def test_a_report_that_came_with_the_server_stays(server: str, tmp_path: Path) -> None:
    copy = tmp_path / SHIPPED.name
    copy.write_bytes(SHIPPED.read_bytes() + b"# more\n")
    assert told(server, copy, "--replace")[0]["result"] == "taken"


# What happens on the way


def test_a_busy_server_is_asked_again(report: Path, before: Door) -> None:
    before.spoiled += [busy, busy]
    result = submit(before.url, report)
    assert result.exit_code == 0
    assert result.stderr.count("trying again in") == 2


def test_a_lost_request_is_sent_again(report: Path, before: Door) -> None:
    before.spoiled += [lose_request]
    assert told(before.url, report)[0]["result"] == "published"


def test_a_lost_answer_does_not_publish_twice(report: Path, before: Door) -> None:
    before.spoiled += [lose_answer]
    done = told(before.url, report)[0]
    assert (done["result"], done["version"]) == ("unchanged", 1)


def test_a_lost_answer_does_not_replace_twice(server: str, report: Path, before: Door) -> None:
    submit(server, report)
    change(report)
    before.spoiled += [let_pass, let_pass, lose_answer]
    done = told(before.url, report, "--replace")[0]
    assert (done["result"], done["version"]) == ("unchanged", 2)


def test_a_server_that_stays_away_is_given_up(report: Path, before: Door) -> None:
    before.spoiled += [busy] * 4
    result = submit(before.url, report)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "does not answer: it is busy (503)" in result.stderr
    assert "--journal" in result.stderr


def test_a_server_that_is_not_there_is_said_in_words(report: Path) -> None:
    result = submit("http://127.0.0.1:1/", report)
    assert result.exit_code == 2
    assert "Connection refused" in result.stderr
    assert "Errno" not in result.stderr


def test_what_was_sent_before_is_not_sent_again(tmp_path: Path, before: Door) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(3):
        write(reports / f"{number}.ttl")
    journal = tmp_path / "sent.jsonl"
    before.spoiled += [let_pass, let_pass, *[lose_request] * 4]
    assert submit(before.url, reports, "--journal", journal).exit_code == 2
    before.visits.clear()
    result = submit(before.url, reports, "--journal", journal)
    assert (result.exit_code, result.stdout) == (0, "3 files: 3 published.\n")
    assert len(before.visits) == 1


def test_what_was_turned_down_is_sent_again(server: str, report: Path, tmp_path: Path) -> None:
    journal = tmp_path / "sent.jsonl"
    good = report.read_text("utf-8")
    assert told(server, spoil(report), "--journal", journal)[0]["result"] == "violates"
    report.write_text(good, "utf-8")
    assert told(server, report, "--journal", journal)[0]["result"] == "published"


# Tokens


def test_a_token_is_sent_where_it_was_told_to(report: Path, before: Door) -> None:
    result = submit(before.url, report, "--token", TOKEN)
    assert [each[2] for each in before.visits] == [f"Bearer {TOKEN}"]
    assert result.exit_code == 2
    assert "The token is not known here" in result.stderr
    assert TOKEN not in result.output


def test_nothing_is_sent_on_to_where_a_server_points(report: Path, before: Door) -> None:
    with door() as elsewhere:
        before.spoiled += [send_on(elsewhere.url)]
        result = submit(before.url, report, "--token", TOKEN)
        assert elsewhere.visits == []
    assert result.exit_code == 2
    assert f"sends you on to {elsewhere.url}" in result.stderr


@pytest.mark.parametrize("token", ["two words", "new\nline", "naïve"])
def test_a_token_that_can_not_stand_in_a_header_is_not_sent(
    report: Path, before: Door, token: str
) -> None:
    assert submit(before.url, report, "--token", token).exit_code == 2
    assert before.visits == []


def test_others_on_the_way_do_not_see_the_token(report: Path) -> None:
    result = submit("http://reports.example.org/", report)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "https://reports.example.org/" in result.stderr


@pytest.mark.parametrize(
    "url",
    [
        *("127.0.0.1:8000", "ftp://example.org/", "https://", "https://a:b@example.org/"),
        *("https://example.org/?q=1", "https://example.org/#top", "https://example.org:port/"),
        *("https://exa mple.org/\n", "http://[::1/"),
    ],
)
def test_what_is_no_address_of_a_server_is_said(report: Path, url: str) -> None:
    result = submit(url, report)
    assert result.exit_code == 2
    assert "is not the address of a server" in result.stderr


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (200, "text/html", b"<p>Hello.</p>"),
        (404, "text/html", b"Not here."),
        (200, "application/json", b"[]"),
        (200, "application/json", b'{"findings": 1}'),
        (403, "text/html", b"No."),
    ],
)
def test_a_server_of_something_else_is_known_by_its_answer(
    report: Path, before: Door, status: int, kind: str, body: bytes
) -> None:
    before.spoiled += [lambda visit: visit.answer(status, {"Content-Type": kind}, body)]
    result = submit(before.url, report)
    assert result.exit_code == 2
    assert "is no server of reports" in result.stderr
