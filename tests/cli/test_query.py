from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result
from werkzeug.serving import make_server

from reportedly import resources
from reportedly.cli import main
from reportedly.engine.embedded import Embedded
from reportedly.engine.opening import open_engine
from reportedly.settings import Settings
from reportedly.web import create_app

QUERIES = resources.data() / "queries"


@pytest.fixture(scope="module")
def peer() -> Iterator[str]:
    """The endpoint of a server that holds two triples."""
    engine = Embedded.in_memory()
    engine.replace("a:g", b"<a:one> <a:is> 1 . <a:two> <a:is> 2 .", "text/turtle")
    server = make_server("127.0.0.1", 0, create_app(engine, Settings(store=None)), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()
    thread.join()
    server.server_close()


def query(text: str | bytes, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["query", *arguments, "-"], input=text)


def test_a_question_is_answered_over_the_shipped_reports() -> None:
    path = QUERIES / "figures-that-differ.rq"
    result = CliRunner().invoke(main, ["query", str(path), "--format", "csv"])
    assert result.exit_code == 0
    assert "at least 400 militants" in result.stdout
    assert "at least 25 people" in result.stdout


def test_away_from_a_terminal_json_and_turtle_are_used() -> None:
    assert query("SELECT (0 AS ?n) {}").stdout.startswith('{"head":{"vars":["n"]}')
    turtle = query("CONSTRUCT { <a:a> <a:b> 0 } {}").stdout_bytes
    assert len(list(ox.parse(turtle, ox.RdfFormat.TURTLE))) == 1


@pytest.mark.parametrize(
    ("form", "text", "start"),
    [
        ("json", "ASK {}", '{"head"'),
        ("xml", "ASK {}", "<?xml"),
        ("csv", "SELECT (0 AS ?n) {}", "n\r\n0"),
        ("tsv", "SELECT ('' AS ?n) {}", '?n\n""'),
        ("turtle", "CONSTRUCT { <a:a> <a:b> 0 } {}", "<a:a> <a:b> 0"),
        ("ntriples", "CONSTRUCT { <a:a> <a:b> '' } {}", '<a:a> <a:b> "" .'),
        ("rdfxml", "CONSTRUCT { <a:a> <a:b> 0 } {}", "<?xml"),
        ("jsonld", "CONSTRUCT { <a:a> <a:b> 0 } {}", '[{"@id"'),
        ("trig", "CONSTRUCT { <a:a> <a:b> 0 } {}", "<a:a> <a:b> 0"),
        ("table", "CONSTRUCT { <a:a> <a:b> 0 } {}", "<a:a> <a:b> 0"),
    ],
)
def test_formats(form: str, text: str, start: str) -> None:
    result = query(text, "--format", form)
    assert result.exit_code == 0
    assert result.stdout_bytes.decode().startswith(start)


def test_the_verdict_of_ask_is_the_exit_code() -> None:
    assert (query("ASK {}", "--format", "table").stdout, query("ASK {}").exit_code) == ("yes\n", 0)
    no = query("PREFIX ask: <a:> ASK { ask:false ?p ?o }", "--format", "table")
    assert (no.stdout, no.exit_code) == ("no\n", 1)
    assert query("SELECT (false AS ?ask) {}").exit_code == 0


def test_a_table_is_for_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "46")
    result = query(
        "SELECT ?who ?said ?n { VALUES (?who ?said ?n) {"
        "(<https://w3id.org/reportedly/id/reuters> 'one two three four five six' 0)"
        "(<http://example.org/a> UNDEF 10) ('日本語' 'é\\t' 5) } }",
        "--format",
        "table",
    )
    assert result.stdout.splitlines() == [
        "who                   said                   n",
        "────────────────────  ────────────────────  ──",
        "id:reuters            one two three four     0",
        "                      five six",
        "http://example.org/a                        10",
        "日本語                é                      5",
        "",
        "3 rows",
    ]


def test_a_narrow_table_breaks_lines_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    result = query(
        "SELECT ?who ?said { VALUES (?who ?said) {"
        "('Representatives' 'one two three four five six seven') } }",
        "--format",
        "table",
    )
    assert result.stdout.splitlines()[2:5] == [
        "Representatives  one two three",
        "                 four five six",
        "                 seven",
    ]


@pytest.mark.parametrize("columns", ["1", "20", "500"])
def test_a_table_fits_any_terminal(monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    path = str(QUERIES / "who-speaks-most.rq")
    result = CliRunner().invoke(main, ["query", path, "--format", "table"])
    assert "8 rows\n" in result.stdout


@pytest.mark.parametrize("text", ["SELECT ?x { ?x a <a:nothing> }", "SELECT * {}"])
def test_a_table_can_be_empty(text: str) -> None:
    assert query(text, "--format", "table").exit_code == 0


def test_a_syntax_error_exits_2_and_points_at_the_place() -> None:
    result = query("SELECT *\n{ ?s ?p }")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[:3] == [
        "Line 2, column 9: “}” can’t stand here.",
        "  { ?s ?p }",
        "          ^",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"ASK {\n '\xff' }", "standard input, line 2, is not UTF-8"),
        ("ASK { SERVICE <a:b> {} }", "SERVICE is refused"),
        ("", "the query ends too early"),
    ],
)
def test_what_can_not_be_answered_is_a_sentence(text: str | bytes, words: str) -> None:
    result = query(text)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_format_of_the_other_kind_is_refused_with_those_that_there_are() -> None:
    result = query("ASK {}", "--format", "turtle")
    assert result.exit_code == 2
    assert "text/csv" in result.stderr


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["query", str(tmp_path / "none.rq")])
    assert (result.exit_code, "There is no file" in result.stderr) == (2, True)


def test_a_store_can_be_asked(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "store")
    engine.replace("a:g", b"<a:mine> <a:b> 'mine' .", "text/turtle")
    engine.close()
    asked = query("ASK { <a:mine> ?p ?o }", "--store", str(tmp_path / "store"))
    assert asked.exit_code == 0


def test_a_store_is_not_made_by_asking(tmp_path: Path) -> None:
    result = query("ASK {}", "--store", str(tmp_path / "none"))
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "There is no store in" in result.stderr


def test_a_dataset_that_is_named_is_called(peer: str) -> None:
    call = f"SELECT ?o {{ VALUES ?s {{ <a:one> }} SERVICE <{peer}> {{ ?s ?p ?o }} }}"
    result = query(call, "--format", "csv", "--federate", f"other={peer}")
    assert (result.exit_code, result.stdout) == (0, "o\n1\n")


def test_no_other_is_called(peer: str) -> None:
    call = f"ASK {{ SERVICE <{peer}> {{ ?s ?p ?o }} }}"
    result = query(call, "--federate", "other=https://other.example.org/sparql")
    assert result.exit_code == 2
    assert peer in result.stderr


def test_a_silent_call_that_fails_is_told_beside_the_answer() -> None:
    call = "ASK { SERVICE SILENT <https://w3id.org/reportedly/peer/gone> { ?s ?p ?o } }"
    result = query(call, "--format", "csv", "--federate", "gone=http://127.0.0.1:1/")
    assert (result.exit_code, result.stdout) == (0, "true\n")
    assert "gone did not answer" in result.stderr


def test_a_setting_that_names_no_peer_is_refused() -> None:
    result = query("ASK {}", "--federate", "nobody")
    assert result.exit_code == 2
    assert "--federate nobody needs a URL" in result.stderr
