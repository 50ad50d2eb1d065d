"""R’s package SPARQL, by Rscript."""

import re
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.web.conftest import Served

from .installed import Rows, needs, run, table, texts
from .pasting import ASKED, rows, told

pytestmark = [pytest.mark.slow, needs("Rscript")]
ODD: Final = (
    "SELECT (0 AS ?zero) (false AS ?no) ('' AS ?empty) ('حماة' AS ?plain) ('حماة'@ar AS ?name) "
    "(<urn:x> AS ?iri) ?nothing {}"
)
TERM: Final = re.compile(r'<(.*)>|"(.*)"@[a-z-]+', re.DOTALL)


@pytest.fixture(scope="module", autouse=True)
def package() -> None:
    """Skip without the package."""
    found = ["Rscript", "-e", "quit(status = !requireNamespace('SPARQL', quietly = TRUE))"]
    if subprocess.run(found, check=False).returncode:
        pytest.skip("needs r-cran-sparql")


@pytest.mark.parametrize("path", ASKED, ids=lambda path: path.partition("?")[0])
def test_the_lines_on_the_page_get_the_answer(site: Served, tmp_path: Path, path: str) -> None:
    found = run_r(tmp_path, told(site, path)["R’s SPARQL"])
    assert [plain(row) for row in found] == texts(rows(site, path))


@pytest.mark.parametrize("path", ASKED, ids=lambda path: path.partition("?")[0])
def test_read_csv_gets_the_answer(site: Served, tmp_path: Path, path: str) -> None:
    assert run_r(tmp_path, told(site, path)["R"]) == texts(rows(site, path))


def test_what_is_easily_lost_arrives(site: Served, tmp_path: Path) -> None:
    told_of = "table <- data.frame(name = names(found), as = sapply(found, deparse))"
    made = run_r(tmp_path, f'{asking(site)}, query = "{ODD}")$results\n{told_of}')
    assert {row["name"]: row["as"] for row in made} == {
        "zero": "0L",
        "no": "FALSE",
        "empty": '""',
        "plain": '"حماة"',
        "name": '"\\"حماة\\"@ar"',
        "iri": '"<urn:x>"',
        "nothing": "NA",
    }


def test_it_gets_csv_when_it_says_so_in_the_url(site: Served, tmp_path: Path) -> None:
    said = 'format = "csv", extra = list(format = "csv")'
    (row,) = run_r(tmp_path, f'{asking(site, "table")}, query = "{ODD}", {said})$results')
    kept = {"zero": "0", "no": "false", "empty": "", "plain": "حماة", "name": "حماة"}
    assert row == kept | {"iri": "urn:x", "nothing": ""}


def asking(site: Served, name: str = "found") -> str:
    return f'library(SPARQL)\n{name} <- SPARQL("{site.url}sparql"'


def run_r(folder: Path, lines: str) -> Rows:
    """Return the table that is made by lines of R."""
    script = folder / "lines.R"
    script.write_text(f"{lines}\nwrite.csv(table, row.names = FALSE, na = '')\n")
    return table(run("Rscript", str(script)))


def plain(row: dict[str, str]) -> dict[str, str]:
    """Return the values of terms that are written as in SPARQL."""
    return {name: TERM.sub(r"\1\2", value) for name, value in row.items()}
