"""Programs of the system, and how what they print is read."""

import csv
import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Final

import pytest

from reportedly.web.recipes import Offer, recipes
from tests.web.conftest import Served

Rows = list[dict[str, str]]
SIGNS: Final = (
    """it's "$HOME" `id` $(id) !! %41 + & <b> ; -- {} ?x <a:%20> #no \\n )---" © حماة 😀"""
)
"""A text with signs that mean something to a shell, to SQL, to R, or in a URL."""


def needs(*programs: str) -> pytest.MarkDecorator:
    """Skip without these programs, which .ci/run installs."""
    missing = [program for program in programs if not shutil.which(program)]
    return pytest.mark.skipif(bool(missing), reason=f"needs {' and '.join(missing)}")


def run(*command: str, text: str = "", path: str = "") -> str:
    """Return what a program prints, which has the text as its input.

    It finds programs in the folder `path` too. It may not complain and go on.
    """
    environment = os.environ | {"LC_ALL": "C.UTF-8", "PATH": f"{path}:{os.environ['PATH']}"}
    done = subprocess.run(
        command, input=text, capture_output=True, text=True, env=environment, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def table(printed: str, separator: str = ",") -> Rows:
    """Return the rows of a table with a head."""
    return list(csv.DictReader(StringIO(printed), delimiter=separator))


def texts(rows: Iterable[Mapping[str, object]]) -> Rows:
    """Return rows as texts, with none for what is unbound."""
    return [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in rows
    ]


def with_signs(site: Served, tool: str) -> str:
    """Return a tool’s recipe for a query that answers with a text full of signs."""
    query = f"SELECT ({json.dumps(SIGNS, ensure_ascii=False)} AS ?signs) {{}}"
    offer = Offer("", "", f"{site.url}sparql", query, ("signs",), "")
    (text,) = (each.text for group in recipes(offer) for each in group.recipes if each.tool == tool)
    return text
