"""The recipes of an answer: each does what it says when it is pasted."""

import csv
import io
import re
import shlex
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from rdflib import Graph
from rdflib.plugins.sparql.parser import parseQuery

from reportedly.questions import Question, load
from reportedly.web.recipes import Offer, recipes
from reportedly.web.recipes.stores import service
from tests.clients.pasting import ASKED, rows, told

from .conftest import Served

URL = "http://127.0.0.1:8000/queries/status-by-place.csv?area=id%3Ahama&x='%22$(ls)"

asked = pytest.mark.parametrize("path", ASKED, ids=lambda path: path.partition("?")[0])


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
    printed = run(sys.executable, "-c", told(server, path)["httpx"])
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
    text = service(offer(query=question.text, columns=("notation",)))
    assert text.count("{") == text.count("}")
    assert not re.search(r"^\s*#", text, re.MULTILINE)
    assert text.index("SELECT ?notation") > text.rindex("PREFIX")
    parseQuery(text)


def test_no_sign_of_a_url_means_something_to_a_shell_or_in_a_string() -> None:
    given = {each.tool: each.text for group in recipes(offer()) for each in group.recipes}
    assert shlex.split(given["curl"])[-1] == URL
    assert f'httpx.get("{URL}")' in given["httpx"]
    assert given["Google Sheets"] == f'=IMPORTDATA("{URL}")'


def offer(query: str = "SELECT * {}", columns: tuple[str, ...] = ()) -> Offer:
    """An answer at a URL with signs that mean something in a shell."""
    return Offer(URL, URL, "http://127.0.0.1:8000/sparql", query, columns)
