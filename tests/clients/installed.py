"""Programs of the system, and how what they print is read."""

import csv
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from io import StringIO

import pytest

Rows = list[dict[str, str]]


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
