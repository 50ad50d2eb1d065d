"""The recipes for Python, as they are on the page of a question, each in a Python of its own."""

import json
import subprocess
import sys
from importlib.util import find_spec
from typing import Final

import pytest

from tests.clients.pasting import ASKED, LONG, rows, texts, told
from tests.web.conftest import Served

pytestmark = pytest.mark.slow
SHOWN: Final = "\nimport json\nprint(json.dumps(rows))"
TABLE: Final = "\nprint(table.to_json(orient='records'))"

asked = pytest.mark.parametrize("path", [*ASKED, LONG], ids=lambda path: path.partition("?")[0])


def pasted(server: Served, path: str, tool: str, shown: str = SHOWN) -> list[dict[str, object]]:
    """What a recipe finds."""
    command = (sys.executable, "-c", told(server, path)[tool] + shown)
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def needs(package: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not find_spec(package), reason=f"needs {package}")


@asked
def test_httpx_gets_the_rows(site: Served, path: str) -> None:
    assert pasted(site, path, "httpx") == rows(site, path)


@needs("pandas")
@asked
def test_pandas_gets_a_table(site: Served, path: str) -> None:
    expected = [
        {name: None if it == "" else it for name, it in row.items()} for row in rows(site, path)
    ]
    assert pasted(site, path, "pandas", TABLE) == expected


@needs("SPARQLWrapper")
@asked
def test_sparqlwrapper_gets_the_rows(site: Served, path: str) -> None:
    assert texts(pasted(site, path, "SPARQLWrapper")) == texts(rows(site, path))


@asked
def test_rdflib_gets_the_rows(site: Served, path: str) -> None:
    assert texts(pasted(site, path, "rdflib")) == texts(rows(site, path))
