"""pandas, which sends no Accept header and reads whatever a URL answers with."""

from typing import Any, Final
from urllib.parse import urlencode

import pytest

from tests.clients import values
from tests.clients.pasting import rows
from tests.web.conftest import Served

pandas = pytest.importorskip("pandas", reason="needs pandas")
pytestmark = pytest.mark.slow
NUMBERS: Final = (
    "SELECT ?whole ?broken ?no { VALUES (?whole ?broken ?no) { (0 0.0 false) (0 0e0 false) } }"
)


def asked(server: Served, query: str, **more: str) -> str:
    return f"{server.url}sparql?" + urlencode({"query": query, **more})


def records(table: Any) -> list[dict[str, object]]:
    """The rows, with nothing where pandas found nothing."""
    found: list[dict[str, object]] = (
        table.astype(object).where(table.notna(), None).to_dict("records")
    )
    return found


def without_empty(answer: list[dict[str, object]]) -> list[dict[str, object]]:
    """An answer in which empty texts are nothing, as in CSV."""
    return [{name: None if it == "" else it for name, it in row.items()} for row in answer]


@pytest.mark.parametrize(
    "path",
    [
        "figures-that-differ",
        "children-killed?measure=kind%3Akilled&population=kind%3Amilitants",
    ],
    ids=lambda path: path.partition("?")[0],
)
def test_the_answer_to_a_question_is_a_table(site: Served, path: str) -> None:
    slug, mark, given = path.partition("?")
    table = pandas.read_csv(f"{site.url}queries/{slug}.csv{mark}{given}")
    assert records(table) == without_empty(rows(site, path))


def test_the_answer_to_a_query_is_a_table(lossless: Served) -> None:
    table = pandas.read_csv(asked(lossless, values.SELECT, format="csv"))
    found = {row["name"]: row["value"] or "" for row in records(table)}
    assert str(found.pop("blank")).startswith("_:")
    assert found == values.CSV


def test_zero_and_false_are_no_gaps(lossless: Served) -> None:
    table = pandas.read_csv(asked(lossless, NUMBERS, format="csv"))
    assert records(table) == [{"whole": 0, "broken": 0, "no": False}] * 2
    assert [str(table[name].dtype) for name in table] == ["int64", "int64", "bool"]


def test_a_header_does_the_same(lossless: Served) -> None:
    table = pandas.read_csv(asked(lossless, NUMBERS), storage_options={"Accept": "text/csv"})
    assert list(table) == ["whole", "broken", "no"]


def test_tabs_separate_as_well(lossless: Served) -> None:
    table = pandas.read_csv(asked(lossless, "SELECT (0 AS ?n) {}", format="tsv"), sep="\t")
    assert records(table) == [{"?n": 0}]
