"""The recipes of an answer: each does what it says when it is pasted."""

import csv
import io
import re
import shlex
import subprocess
from urllib.parse import urlsplit

import pytest
from rdflib.plugins.sparql.parser import parseQuery

from reportedly.questions import Question, load
from reportedly.web.recipes import Offer, python, recipes
from reportedly.web.recipes.stores import service
from tests.clients.pasting import ASKED, rows, told
from tests.questions.across import within

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
def test_the_other_tools_are_given_the_url_of_the_table(server: Served, path: str) -> None:
    given = told(server, path)
    for tool in ("pandas", "R", "Google Sheets", "Excel and Power BI"):
        (url,) = re.findall(r'"(http[^"]*)"', given[tool])
        address = urlsplit(url)
        assert server.send("GET", f"{address.path}?{address.query}").headers["content-type"] == (
            "text/csv; charset=utf-8"
        )


def test_a_recipe_that_needs_columns_is_not_there_without() -> None:
    tools = {each.tool for group in recipes(offer(columns=())) for each in group.recipes}
    assert {"curl", "another SPARQL store"} <= tools
    assert "Virtuoso" not in tools


@pytest.mark.parametrize("question", load(), ids=lambda question: question.slug)
def test_every_query_stays_whole_inside_service(question: Question) -> None:
    text = service(offer(query=within(question.text), columns=("notation",)))
    assert text.count("{") == text.count("}")
    assert not re.search(r"^\s*#", text, re.MULTILINE)
    assert text.index("SELECT ?notation") > text.rindex("PREFIX")
    parseQuery(text)


def test_every_recipe_for_python_is_python() -> None:
    for each in python.recipes(offer()):
        compile(each.text, each.tool, "exec")


def test_no_sign_of_a_url_means_something_to_a_shell_or_in_a_string() -> None:
    given = {
        each.tool: each.text for group in recipes(offer(columns=("a",))) for each in group.recipes
    }
    for tool in ("curl", "Apache Jena", "Redland"):
        assert shlex.split(given[tool])[-1] == URL
    assert f'readLines("{URL}",' in given["R’s SPARQL"]
    assert f"""http_get ('{URL.replace("'", "%27").replace("$", "%24")}')""" in given["Virtuoso"]
    assert f'httpx.get("{URL}")' in given["httpx"]
    assert given["Google Sheets"] == f'=IMPORTDATA("{URL}")'


def offer(query: str = "SELECT * {}", columns: tuple[str, ...] = ()) -> Offer:
    """An answer at a URL with signs that mean something in a shell."""
    return Offer(URL, URL, "http://127.0.0.1:8000/sparql", query, columns, URL)
