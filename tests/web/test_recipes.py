"""The recipes of an answer: each does what it says when it is pasted."""

import csv
import io
import json
import re
import shlex
import subprocess
import sys
from html import unescape
from urllib.parse import urlsplit

import pytest
from rdflib import Graph
from rdflib.plugins.sparql.parser import parseQuery

from reportedly.questions import Question, load
from reportedly.web.recipes import Recipe, recipes, service

from .conftest import Served

ASKED = (
    *("compare-figures", "children-killed?measure=kind%3Akilled&population=kind%3Amilitants"),
    *("said-on-a-day?day=2024-12-02T00%3A00%3A00", "words-for-the-opponents", "own-voice"),
)
URL = "http://127.0.0.1:8000/queries/status-by-place.csv?area=id%3Ahama&x='%22$(ls)"

asked = pytest.mark.parametrize("path", ASKED, ids=lambda path: path.partition("?")[0])


def told(server: Served, path: str) -> dict[str, str]:
    """The recipes on the page of a question, by tool."""
    page = server.send("GET", f"/queries/{path}", Accept="text/html").body.decode()
    found = re.findall(r"<h3>([^<]*)</h3></summary>.*?<pre[^>]*>(.*?)</pre>", page, re.DOTALL)
    return {unescape(tool): unescape(text) for tool, text in found}


def rows(server: Served, path: str) -> list[dict[str, object]]:
    """The answer, as the file in JSON has it."""
    slug, mark, values = path.partition("?")
    answer = server.send("GET", f"/queries/{slug}.json{mark}{values}")
    found: list[dict[str, object]] = json.loads(answer.body)["rows"]
    assert found
    return found


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout


@pytest.mark.slow
@asked
def test_the_command_for_curl_gets_the_table(server: Served, path: str) -> None:
    table = list(csv.DictReader(io.StringIO(run("sh", "-c", told(server, path)["curl"]))))
    assert [list(row) for row in table] == [list(row) for row in rows(server, path)]


@pytest.mark.slow
@asked
def test_the_lines_of_python_print_each_row(server: Served, path: str) -> None:
    printed = run(sys.executable, "-c", told(server, path)["Python"])
    assert printed.splitlines() == [str(row) for row in rows(server, path)]


@pytest.mark.slow
@asked
def test_the_query_with_service_gets_the_same_from_another_store(server: Served, path: str) -> None:
    found = Graph().query(told(server, path)["another SPARQL store"])
    answered = [
        {str(name): str(term).lower() for name, term in row.items()} for row in found.bindings
    ]
    assert len(answered) == len(rows(server, path))
    for row in rows(server, path):
        given = {name: str(value).lower() for name, value in row.items() if value is not None}
        assert given in answered


@pytest.mark.slow
@asked
def test_the_other_tools_are_given_the_url_of_the_table(server: Served, path: str) -> None:
    given = told(server, path)
    for tool in ("pandas", "R", "Google Sheets", "Excel and Power BI"):
        (url,) = re.findall(r'"(http[^"]*)"', given[tool])
        address = urlsplit(url)
        assert server.send("GET", f"{address.path}?{address.query}").headers["content-type"] == (
            "text/csv; charset=utf-8"
        )


@pytest.mark.parametrize("question", load(), ids=lambda question: question.slug)
def test_every_query_stays_whole_inside_service(question: Question) -> None:
    text = service("http://127.0.0.1/sparql", question.text, ("notation",))
    assert text.count("{") == text.count("}")
    assert not re.search(r"^\s*#", text, re.MULTILINE)
    assert text.index("SELECT ?notation") > text.rindex("PREFIX")
    parseQuery(text)


def test_no_sign_of_a_url_means_something_to_a_shell_or_in_a_string() -> None:
    given = {each.tool: each.text for each in made()}
    assert shlex.split(given["curl"])[-1] == URL
    assert f'httpx.get("{URL}")' in given["Python"]
    assert given["Google Sheets"] == f'=IMPORTDATA("{URL}")'


def made() -> tuple[Recipe, ...]:
    """The recipes for a URL with signs that mean something in a shell."""
    return recipes(
        csv=URL, json=URL, endpoint="http://127.0.0.1:8000/sparql", query="SELECT * {}", columns=()
    )
